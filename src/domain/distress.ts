// Whether words sound like distress, by a pack's phrases. It errs on the side of offering help, but talk of such things
// as work is excused: a leader of a mental health service writes of them every week.
import { plainly } from './identifiers.ts'
import type { DistressTier, DistressWords } from './safe-to-write.ts'

/** `now` where any phrase of that tier stands, else `soon` where one of that does. */
export const distressIn = (text: string, words: DistressWords): DistressTier | undefined => {
  const { little, afterI, now, soon, except } = listsOf(words)
  // Dots in a row, or a new line, may end a sentence or stand in the middle of one: it is read both ways.
  const readings = [text, text.replaceAll(/\u2026|\.{2,}|(?<!\n)\n(?!\n)/g, ' , ')]
    .map((it) => signsOf(it).filter((sign) => !little.has(sign)))
    .flatMap((signs) => [said(signs), said(withI(signs, afterI))])
    .map((it) => ({ ...it, excused: furthestEnds(it, except) }))
  const has = (phrases: Tree) => readings.some((it) => stands(it, phrases))
  return has(now) ? 'now' : has(soon) ? 'soon' : undefined
}

type Lists = {
  little: ReadonlySet<string>
  /** The words that follow "I" in any phrase. */
  afterI: ReadonlySet<string>
  now: Tree
  soon: Tree
  except: Tree
}

/** Lists are long, and stay the same as long as the process lives: they are read once. */
const read = new WeakMap<DistressWords, Lists>()

const listsOf = (words: DistressWords): Lists => {
  const known = read.get(words)
  if (known) return known
  const little = new Set(words.littleWords.flatMap(signsOf))
  const phraseOf = (it: string): Phrase => {
    const signs = signsOf(it).filter((sign) => !little.has(sign))
    return { words: signs.filter(isWord), closed: signs.at(-1) === sentenceEnd }
  }
  const [now, soon] = [words.now.map(phraseOf), words.soon.map(phraseOf)]
  const lists = {
    little,
    afterI: new Set([...now, ...soon].flatMap((it) => (it.words[0] === 'i' ? (it.words[1] ?? []) : []))),
    now: treeOf(now.flatMap(withoutI)),
    soon: treeOf(soon.flatMap(withoutI)),
    except: treeOf(words.except.map(phraseOf)),
  }
  read.set(words, lists)
  return lists
}

// Signs: words, the ends of sentences, and pauses within them.

const sentenceEnd = '.'
const pause = ','
const isWord = (sign: string): boolean => sign !== sentenceEnd && sign !== pause

/** "I'm", "im" and "I am" are the same words, and so are "can't", "cant" and "cannot". */
const written: Readonly<Record<string, readonly string[]>> = {
  im: ['i', 'am'],
  ive: ['i', 'have'],
  cant: ['can', 'not'],
  cannot: ['can', 'not'],
  wont: ['will', 'not'],
  dont: ['do', 'not'],
  doesnt: ['does', 'not'],
  didnt: ['did', 'not'],
  isnt: ['is', 'not'],
  wasnt: ['was', 'not'],
  havent: ['have', 'not'],
  couldnt: ['could', 'not'],
  wouldnt: ['would', 'not'],
  anymore: ['any', 'more'],
}

const signsOf = (text: string): string[] => {
  const plain = plainly(text).toLowerCase().replaceAll("'", '')
  const pieces = plain.match(/[\p{L}\p{M}\p{N}]+|[.!?\n]+|[,;:()"\u201C\u201D]+|(?<=\s)-+(?=\s)/gu) ?? []
  return pieces.flatMap((piece) => {
    if (/^[.!?\n]/.test(piece)) return sentenceEnd
    if (!/^[\p{L}\p{M}\p{N}]/u.test(piece)) return pause
    return (Object.hasOwn(written, piece) ? written[piece] : undefined) ?? piece
  })
}

const linking: ReadonlySet<string> = new Set([
  'and',
  'but',
  'or',
  'because',
  'since',
  'though',
  'when',
  'while',
])
/** What a thought may be followed by within a sentence: another one, or "again", "any more", "like this". */
const following: ReadonlySet<string> = new Set([...linking, 'i', 'again', 'any', 'like'])
const others: ReadonlySet<string> = new Set(['he', 'she', 'it', 'we', 'you', 'they', 'who', 'that', 'which'])

/** "I am tired and can't cope": who cannot cope is said only once, so it is put in where it is left out. */
const withI = (signs: readonly string[], afterI: ReadonlySet<string>): string[] => {
  let who = ''
  return signs.flatMap((sign, at) => {
    if (sign === 'i') who = sign
    else if (sign === sentenceEnd || others.has(sign)) who = ''
    return linking.has(sign) && who === 'i' && afterI.has(signs[at + 1] ?? '') ? [sign, who] : sign
  })
}

/** What was said, word by word, with the ends of sentences, and where a thought may be at its end. */
type Said = { words: string[]; closes: boolean[] }

const said = (signs: readonly string[]): Said => {
  const words = [sentenceEnd]
  const closes = [true]
  for (const [at, sign] of signs.entries()) {
    if (sign === pause) continue
    const next = signs[at + 1]
    words.push(sign)
    closes.push(next === undefined || !isWord(next) || following.has(next))
  }
  return { words, closes }
}

// Phrases.

/** `closed`: only where a thought ends with it. It may begin with the end of the sentence before. */
type Phrase = { words: readonly string[]; closed: boolean }
/** Phrases by their words: what may follow, and whether one is at its end here. */
type Tree = { ends?: 'anywhere' | 'closed'; next: Map<string, Tree> }

const treeOf = (phrases: readonly Phrase[]): Tree => {
  const root: Tree = { next: new Map() }
  for (const { words, closed } of phrases.filter((it) => it.words.length > 0)) {
    let tree = root
    for (const word of words) {
      const next: Tree = tree.next.get(word) ?? { next: new Map() }
      tree.next.set(word, next)
      tree = next
    }
    if (tree.ends !== 'anywhere') tree.ends = closed ? 'closed' : 'anywhere'
  }
  return root
}

/**
 * In haste the "I" is left out: "Can't cope." So what follows it counts at the beginning of a sentence too. Without
 * "I am" or "I have", what follows must be all that is said: "Burnt out." is oneself, "Burnt out staff" are others.
 */
const withoutI = (phrase: Phrase): Phrase[] => {
  const [first, second, ...rest] = phrase.words
  if (first !== 'i' || rest.length === 0) return [phrase]
  const short = { ...phrase, words: [sentenceEnd, ...phrase.words.slice(1)] }
  const isShortest = (second === 'am' || second === 'have') && rest.length > 1
  return [phrase, short, ...(isShortest ? [{ words: [sentenceEnd, ...rest], closed: true }] : [])]
}

/** Where the phrases that begin at a word end. */
const endsFrom = ({ words, closes }: Said, at: number, phrases: Tree): number[] => {
  const ends: number[] = []
  let tree: Tree | undefined = phrases
  for (let to = at; tree; to++) {
    if (tree.ends === 'anywhere' || (tree.ends === 'closed' && closes[to - 1])) ends.push(to)
    tree = tree.next.get(words[to] ?? '')
  }
  return ends
}

/** For each word, how far a phrase that began there or before it goes. */
const furthestEnds = (it: Said, phrases: Tree): number[] => {
  let furthest = 0
  return it.words.map((_, at) => {
    furthest = Math.max(furthest, ...endsFrom(it, at, phrases))
    return furthest
  })
}

/**
 * Whether a phrase stands anywhere unexcused. It is excused where a longer one holds it whole ("deaths by suicide"), or
 * goes on from its last word and makes it something else ("I am in danger of boring them").
 */
const stands = (it: Said & { excused: readonly number[] }, phrases: Tree): boolean =>
  it.words.some((word, at) => {
    const from = word === sentenceEnd ? at + 1 : at
    return endsFrom(it, at, phrases).some(
      (to) => (it.excused[from] ?? 0) < to && (it.excused[to - 1] ?? 0) <= to,
    )
  })
