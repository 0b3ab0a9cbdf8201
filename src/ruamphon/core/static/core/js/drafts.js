// Where drafts lie: this browser's local storage, one entry a person and form. Nothing here touches the page.

const PREFIX = "ruamphon-draft:";
const MONTH = 30 * 24 * 60 * 60 * 1000;

// A browser may refuse storage (private window, full disk): then there are no drafts, and everything else works.
function quietly(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

export function name(person, key) {
  return `${PREFIX}${person}:${key}`;
}

export function read(at) {
  const draft = quietly(() => JSON.parse(localStorage.getItem(at)));
  if (draft && Date.now() - draft.savedAt > MONTH) {
    remove(at);
    return null;
  }
  return draft;
}

export function write(at, draft) {
  quietly(() => localStorage.setItem(at, JSON.stringify({ ...draft, savedAt: Date.now() })));
}

export function remove(at) {
  quietly(() => localStorage.removeItem(at));
}

/** Names of all drafts of one person; of everyone when no person is given. */
export function names(person) {
  const start = person === undefined ? PREFIX : name(person, "");
  return quietly(() => Object.keys(localStorage).filter((at) => at.startsWith(start))) ?? [];
}
