// The page around decides on light or dark; the frame follows it.
const LIGHT = 380; // the sum of red, green and blue from which a page is light

/** @param {HTMLElement} root */
export function followTheme(root) {
  const follow = () => {
    root.dataset.theme = isDark() ? "dark" : "light";
  };
  follow();
  window.addEventListener("message", () => requestAnimationFrame(follow));
}

function isDark() {
  const page = pageAround();
  const paint = page ? window.parent.getComputedStyle(page).backgroundColor : "";
  const parts = (paint.match(/[\d.]+/g) || []).map(Number);
  if (parts.length >= 3) return parts[0] + parts[1] + parts[2] < LIGHT;
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function pageAround() {
  try {
    return window.parent.document.querySelector(".stApp");
  } catch {
    return null;
  }
}
