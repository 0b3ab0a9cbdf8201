// Sentences the browser itself has to say, in the language of the part of the page they stand in.

export function say(thai, english, near = document.documentElement) {
  const language = near.closest("[lang]")?.lang ?? "th";
  return language.startsWith("en") ? english : thai;
}
