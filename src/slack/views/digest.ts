// A leader's month as a message to them alone: numbers, a picture, a question; their words where they want those in
// messages. Words stand in it in whole sentences or not at all, and what there is no room for is behind *Open*.
import type { KnownBlock } from '@slack/types'
import type { ChallengeSeen, OwnMonth, OwnWords, PlanSeen, ThenAndNow } from '../../domain/digest.ts'
import type { PersonalLetter } from '../../domain/letter.ts'
import { type Concept, concepts } from '../../domain/model.ts'
import { firstSentences } from '../../domain/sentences.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import {
  actions,
  button,
  charactersIn,
  confirmation,
  context,
  header,
  lined,
  mostBlocks,
  mostCharacters,
  ownText,
  quoted,
  section,
} from './blocks.ts'
import { type Bar, barChart, barTable, type ChartBlock } from './chart.ts'
import { dateName, dayOfMonth, monthName } from './dates.ts'
import type { Rendered } from './letter.ts'
import { whenTheyAreAsked } from './rhythm.ts'

/** A plan, and either side of then and now, is told in no more characters than this. */
const longestAside = 400

export const digest = (letter: PersonalLetter, say: Strings): Rendered => {
  const it = say.digest
  const text = it.text(monthName(letter.month))
  const head = header(it.title(monthName(letter.month)))
  if (letter.replies === 0) {
    return {
      text,
      blocks: [head, section(it.none), section(it.noneQuestion), ...beside(letter, say), context(it.onlyYou)],
    }
  }
  const bars = barsOf(letter, say)
  const before = [head, context(spanOf(letter, say)), section(howMany(letter, say))]
  const after = [...asides(letter, say), ...closing(letter, say)]
  const room = mostBlocks - before.length - after.length - 3
  const own = letter.words
    ? wordsWithin(letter.words, room, mostCharacters - charactersIn([before, after]) - 800, say)
    : []
  const around = <Block>(...picture: Block[]): (KnownBlock | Block)[] => [
    ...before,
    ...picture,
    ...own,
    ...after,
  ]
  return {
    text,
    blocks: around<KnownBlock | ChartBlock>(
      barChart(it.coverage, it.counted, bars),
      context(inWords(letter, say)),
    ),
    // Should Slack not know the picture: the same numbers, which say it in words themselves.
    plainer: around<KnownBlock>(section(`*${it.coverage}*`), barTable(it.idea, it.counted, bars)),
  }
}

/** Which days it looks back on. */
export const spanOf = ({ since, to }: OwnMonth, { digest: it }: Strings): string =>
  since ? it.span(dateName(since), dateName(to)) : it.first(dateName(to))

/** How much was written, in a sentence. */
export const howMany = ({ replies, late }: OwnMonth, { digest: it }: Strings): string =>
  replies === 1 ? it.one(late) : it.replies(replies, late)

/** What the picture shows, for whoever does not see it. */
export const inWords = ({ coverage, other }: OwnMonth, say: Strings): string => {
  const it = say.digest
  const some = coverage.filter(({ replies }) => replies > 0)
  const none = coverage.filter(({ replies }) => replies === 0)
  return it.inWords(
    [
      ...some.map(({ concept, replies }) => it.count(say.shortConcepts[concept], replies)),
      ...(other > 0 ? [it.count(it.other, other)] : []),
    ].join(', '),
    none.map(({ concept }) => say.shortConcepts[concept]).join(', '),
  )
}

/** How plans went, in a line. */
export const howPlansWent = (plans: readonly PlanSeen[], { digest: it }: Strings): string => {
  const count = (...which: PlanSeen['is'][]) => plans.filter(({ is }) => which.includes(is)).length
  return it.plans(count('done'), count('partly'), count('live'), count('changed', 'dropped', 'put-down'))
}

/** A challenge, and what they call it. */
export const aboutChallenge = ({ is, name, placed, before }: ChallengeSeen, say: Strings): string => {
  const it = say.digest.challenge
  const what = name ? it[is](ownText(name)) : it[`${is}Unnamed`]
  if (!placed) return what
  return `${what} ${before ? it.calledAnew(say.placements[before], say.placements[placed]) : it.called(say.placements[placed])}`
}

const barsOf = ({ coverage, other }: OwnMonth, say: Strings): Bar[] => [
  ...coverage.map(({ concept, replies }) => ({ label: say.shortConcepts[concept], value: replies })),
  ...(other > 0 ? [{ label: say.digest.shortOther, value: other }] : []),
]

const asides = ({ plans, challenges, thenAndNow, quiet }: OwnMonth, say: Strings): KnownBlock[] => [
  ...(plans.length > 0 ? [section(aboutPlans(plans, say))] : []),
  ...lined(challenges.map((it) => aboutChallenge(it, say))),
  ...(thenAndNow ? [section(sideBySide(thenAndNow, say))] : []),
  ...(quiet ? [context(say.digest.quiet(say.concepts[quiet]))] : []),
]

/** More plans than this are told of behind *Open*. */
const mostPlans = 4

const aboutPlans = (plans: readonly PlanSeen[], say: Strings): string => {
  const it = say.digest
  const told = plans.flatMap(({ is, words }) => {
    const begun = words && firstSentences(words, longestAside / 2)
    return begun ? [say.ownWords.plan(ownText(begun), it.planIs[is])] : []
  })
  return [howPlansWent(plans, say), ...told.slice(-mostPlans)].join('\n')
}

const sideBySide = ({ concept, monthsAgo, earlier, now }: ThenAndNow, say: Strings): string => {
  const it = say.digest.thenAndNow
  const name = say.concepts[concept]
  if (earlier.words === undefined || now.words === undefined) return it.discreet(name, it.ago[monthsAgo])
  const shown = (words: string) => {
    const begun = firstSentences(words.trim(), longestAside)
    return begun ? quoted(begun) : it.long
  }
  return [
    it.title(name),
    it.earlier(dayOfMonth(earlier.on), it.ago[monthsAgo]),
    shown(earlier.words),
    it.now(dayOfMonth(now.on)),
    shown(now.words),
  ].join('\n')
}

const closing = (letter: PersonalLetter, say: Strings): KnownBlock[] => {
  const it = say.digest
  const isDiscreet = letter.words === undefined
  return [
    section(it.question(letter.replies, letter.level === 'citizen')),
    actions(
      button(ids.openWords, it.open, { value: letter.month, style: 'primary' }),
      button(ids.openHistory, it.share),
      button(ids.openExport, say.exporting.open),
      button(ids.openForget, say.erasing.open),
    ),
    ...beside(letter, say),
    section(
      isDiscreet ? it.discreet : it.shown,
      isDiscreet
        ? button(ids.chooseWords, it.showWords, {
            value: 'shown',
            confirm: confirmation(say.home.wordsConfirm),
          })
        : button(ids.chooseWords, it.hideWords, { value: 'discreet' }),
    ),
  ]
}

const beside = ({ stillRight, previews }: PersonalLetter, say: Strings): KnownBlock[] => {
  const it = say.digest
  return [
    ...previews.map(({ partnership, name, items, agreed }) =>
      items > 0
        ? section(
            [it.preview(ownText(name), items), ...(agreed > 0 ? [it.agreedToo(agreed)] : [])].join(' '),
            button(ids.openPreview, it.openPreview, { value: partnership }),
          )
        : section(
            it.agreed(ownText(name), agreed),
            button(ids.openPreview, it.openAgreed, { value: partnership }),
          ),
    ),
    ...(stillRight
      ? [
          section(
            ('rhythm' in stillRight ? it.stillRightHour : it.stillRight)(
              whenTheyAreAsked(stillRight, say),
              stillRight.zone.replaceAll('_', ' '),
            ),
            button(ids.openSettings, it.change),
          ),
        ]
      : []),
  ]
}

/** How much of each reply is shown (characters): the most that lets all of them in. */
const lengths = [2_000, 1_000, 500, 250, 120]

/** A section holds 3,000 characters; beside a month's worth of replies stands the name of what they are about. */
const longestSection = 2_900

/** Their words by concept, as far as there is room for them. */
const wordsWithin = (
  words: readonly OwnWords[],
  mostBlocks: number,
  mostCharacters: number,
  say: Strings,
): KnownBlock[] => {
  const fits = (blocks: readonly KnownBlock[]) =>
    blocks.length <= mostBlocks && charactersIn(blocks) <= mostCharacters
  const mayStand = words.filter(({ isSetAside }) => !isSetAside)
  for (const most of lengths) {
    const { blocks, isAll } = written(mayStand, most, say)
    const own = told(blocks, isAll && mayStand.length === words.length, say)
    if (fits(own)) return own
  }
  // The latest, if there is not even room for the beginning of each.
  const shortest = lengths.at(-1) ?? 0
  for (let n = mayStand.length - 1; n > 0; n -= 1) {
    const own = told(written(mayStand.slice(-n), shortest, say).blocks, false, say)
    if (fits(own)) return own
  }
  return [context(say.digest.rest)]
}

const told = (blocks: readonly KnownBlock[], isAll: boolean, { digest: it }: Strings): KnownBlock[] => [
  ...(blocks.length > 0 ? [section(it.words)] : []),
  ...blocks,
  ...(isAll ? [] : [context(it.rest)]),
]

const written = (
  words: readonly OwnWords[],
  most: number,
  say: Strings,
): { blocks: KnownBlock[]; isAll: boolean } => {
  const pieces = inOrder(words).map(({ concept, its }) => ({
    name: concept ? say.concepts[concept] : say.ownWords.free,
    pieces: its.map((one) => piece(one, most, say)),
  }))
  return {
    blocks: pieces.flatMap(({ name, pieces: all }) => {
      const shown = all.flatMap(({ text }) => text || [])
      return shown.length > 0 ? gathered([`*${name}*`, ...shown]) : []
    }),
    isAll: pieces.every(({ pieces: all }) => all.every(({ isWhole }) => isWhole)),
  }
}

/** What was written, by concept in the order of the cycle; last what belongs to none. */
export const inOrder = (
  words: readonly OwnWords[],
): { concept: Concept | undefined; its: readonly OwnWords[] }[] =>
  [...concepts, undefined]
    .map((concept) => ({ concept, its: words.filter((one) => one.concept === concept) }))
    .filter(({ its }) => its.length > 0)

const piece = (one: OwnWords, most: number, say: Strings): { text: string; isWhole: boolean } => {
  const [words, soWhat] = [one.words.trim(), one.soWhat?.trim() ?? '']
  const shown = [firstSentences(words, most), firstSentences(soWhat, most)] as const
  const text = [
    ...(shown[0] || shown[1] ? [`_${dayOfMonth(one.on)}_`] : []),
    ...(shown[0] ? [quoted(shown[0])] : []),
    ...(shown[1] ? [say.digest.soWhat, quoted(shown[1])] : []),
  ].join('\n')
  // Signs that Slack wants spelt out may make it longer than it was.
  if (text.length > longestSection - 100) return piece(one, most / 2, say)
  return { text, isWhole: shown[0] === words && shown[1] === soWhat }
}

// As few sections as hold these pieces.
const gathered = (pieces: readonly string[]): KnownBlock[] => {
  const texts: string[] = []
  for (const one of pieces) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + one.length < longestSection)
      texts.splice(-1, 1, `${last}\n${one}`)
    else texts.push(one)
  }
  return texts.map((text) => section(text))
}
