// Which words of a wording a change takes out, known by their places alone: so that what knows no words can still tell
// an older wording without them. What is left of it are words that its author kept, in their order.

/** Stands where something was taken out. */
const gap = '[…]'

/** Of a longer text, or one that was changed all over, it is only known that it was changed (words, stretches). */
const mostWords = 2_000
const mostStretches = 30

/**
 * The places of the words of `before` that are not in `after` any more, as `withoutPlaces` reads them; `all` where it is not
 * worth telling.
 */
export const placesLeftOut = (before: string, after: string): string => {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  if (was.length > mostWords || is.length > mostWords) return all
  const kept = keptOf(was, is)
  const stretches: string[] = []
  for (let from = 0; from < was.length; ) {
    let until = from
    while (until < was.length && !kept[until]) until += 1
    if (until > from) stretches.push(`${from}-${until}`)
    from = until + 1
  }
  return stretches.length > mostStretches ? all : `at:${stretches.join()}`
}

/** An older wording without the words at these places; nothing but a gap where the places are not known. */
export const withoutPlaces = (text: string, places: string): string => {
  const read = /^at:((?:\d+-\d+,?)*)$/.exec(places)?.[1]
  if (read === undefined) return gap
  const stretches = read
    .split(',')
    .filter(Boolean)
    .map((it) => it.split('-').map(Number))
  const isOut = (n: number) => stretches.some(([from = 0, until = 0]) => from <= n && n < until)
  // Spaces between stand as they were: someone’s lines are theirs.
  let n = -1
  return text
    .trim()
    .replaceAll(/\S+/g, (word) => {
      n += 1
      if (!isOut(n)) return word
      return n > 0 && isOut(n - 1) ? '' : gap
    })
    .replaceAll(/\[…\]\s+(?=\S)/g, `${gap} `)
    .trim()
}

const all = 'all'

const wordsOf = (text: string): string[] => text.match(/\S+/g) ?? []

/** For each word whether it is in the longest run of words that both have in this order. */
const keptOf = (was: readonly string[], is: readonly string[]): boolean[] => {
  const width = is.length + 1
  const longest = new Uint16Array((was.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = was.length - 1; i >= 0; i -= 1) {
    for (let j = is.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const kept = was.map(() => false)
  for (let i = 0, j = 0; i < was.length && j < is.length; ) {
    if (was[i] === is[j]) {
      kept[i] = true
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return kept
}
