/**
 * The key that a press means, whatever letters the keyboard writes.
 * @param {Pick<KeyboardEvent, "key" | "code">} event
 */
export function keyOf({ key, code }) {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  return key.length > 1 ? key : code.replace(/^(Key|Digit|Numpad)(?=.$)/, "");
}
