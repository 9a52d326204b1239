// Copies an excerpt with its citation: the words as they stand, whose they are, and where they were published.
function tendCopying(store) {
  store.copyExcerpt = async (button, said, x) => {
    const by = [x.who, x.role].filter(Boolean).join(", ");
    const where = [x.work, `paragraph ${x.paragraph + 1}`, x.url].filter(Boolean).join(", ");
    const done = await copied(`${x.text.trim()}\n— ${by}${x.how ? ` (${x.how})` : ""}; ${where}`);
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    said.textContent = done ? "Copied with its citation" : "";
    button.addEventListener("blur", () => (button.textContent = "Copy"), { once: true });
  };
}

// A page that is not secure has no clipboard of its own: there the words go through a field.
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const before = document.activeElement;
    const inside = before?.shadowRoot?.activeElement;
    const field = document.createElement("textarea");
    field.value = words;
    field.style.cssText = "position:fixed;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    (inside ?? before)?.focus({ preventScroll: true });
    return done;
  }
}
