/**
 * An excerpt with its citation: the words as they stand, whose they are, and where they were published.
 * @param {{ text: string, who: string, role?: string, how?: string, work?: string | null, url?: string | null, paragraph: number }} excerpt
 */
export function cited({ text, who, role, how, work, url, paragraph }) {
  const by = [who, role].filter(Boolean).join(", ");
  const where = [work, `paragraph ${paragraph + 1}`, url].filter(Boolean).join(", ");
  return `${text.trim()}\n— ${by}${how ? ` (${how})` : ""}; ${where}`;
}
