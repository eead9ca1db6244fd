// How much two questions say the same. It measures words alone, so it finds the question that was written twice; whether
// two questions ask for the same thought is for a coach to hear.

/** A text's words, each with how much it tells: nothing if every text has it, most if one text alone does. */
export type WeighedWords = ReadonlyMap<string, number>

/**
 * The Sørensen–Dice coefficient of two texts' words, each word weighted by its inverse document frequency: from 0 (not a
 * word in common) to 1 (the same words). The weights stand in for a list of stop words: they know the frame that our
 * prompts share ("Recall a time last week when …"), and would in any language.
 */
export function similarity(one: WeighedWords, other: WeighedWords): number {
  let shared = 0
  let weight = 0
  for (const [word, told] of one) {
    if (!other.has(word)) continue
    shared += 1
    weight += told
  }
  if (shared === one.size && shared === other.size) return 1
  const all = weightOf(one) + weightOf(other)
  return all === 0 ? 0 : (2 * weight) / all
}

/** The words of each text, weighed by this collection: the logarithm of how many texts there are for each with the word. */
export function weigh(texts: readonly string[]): WeighedWords[] {
  const wordsOfEach = texts.map(wordsOf)
  const having = new Map<string, number>()
  for (const word of wordsOfEach.flatMap((words) => [...words])) having.set(word, (having.get(word) ?? 0) + 1)
  return wordsOfEach.map(
    (words) => new Map([...words].map((word) => [word, Math.log(texts.length / (having.get(word) ?? 1))])),
  )
}

/** What two texts have in common, the most telling first. */
export function sharedWords(one: WeighedWords, other: WeighedWords): string[] {
  const shared = [...one].filter(([word]) => other.has(word))
  return shared.sort(([, a], [, b]) => b - a).map(([word]) => word)
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [],
  )
}

const weights = new WeakMap<WeighedWords, number>()

/** Of all its words. Remembered: each text is compared with every other. */
function weightOf(words: WeighedWords): number {
  const before = weights.get(words)
  if (before !== undefined) return before
  let weight = 0
  for (const it of words.values()) weight += it
  weights.set(words, weight)
  return weight
}
