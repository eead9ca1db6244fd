// The partnership's digest as a message: figures, the words that there is room for, and one question.
import type { KnownBlock } from '@slack/types'
import type { EditionLetter } from '../../domain/letter.ts'
import type { Concept } from '../../domain/model.ts'
import type { Shared } from '../../domain/sharing.ts'
import type { TeamPlan } from '../../domain/workspace.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { button, context, header, ownText, quoted, section, sections } from './blocks.ts'
import { moment, monthName } from './dates.ts'
import { fitting, type Piece } from './fitting.ts'
import type { Rendered } from './letter.ts'

export const edition = (letter: EditionLetter, say: Strings): Rendered => {
  const it = say.edition
  const { figures, fewest, shared, concepts, question: asked } = letter
  const month = monthName(letter.month)
  const pieces = piecesOf(shared, say)
  const isQuiet = pieces.length === 0 && !figures.band && !figures.split && figures.about.length === 0
  const { band, about, split, ofCycle } = figures
  const facts = [
    ...(about.length > 0
      ? [
          [
            (ofCycle ? it.cycleAbout : it.about)(fewest),
            ...about.map((one) => `• ${say.components[one]}`),
          ].join('\n'),
        ]
      : []),
    ...(band ? [(ofCycle ? it.cycleBand : it.band)(band.from, band.to)] : []),
  ]
  const before = [
    header(it.title(month)),
    ...(concepts.length > 0
      ? [section(it.themes(concepts.map((one) => say.concepts[one]).join(' · ')))]
      : []),
    ...facts.map((fact) => section(fact)),
    ...(pieces.length > 0 ? [section(it.words)] : []),
  ]
  const after = [
    ...(split ? [section(splitLines(split, say))] : []),
    ...(isQuiet ? [section(it.quiet)] : []),
    section(it.missing),
    ...lastTime(letter, say),
    ...(asked ? [section(it.question(ownText(asked)))] : []),
    section(it.agenda),
    ...talk(letter, say),
    context(it.made),
  ]
  const leftOut = section(it.leftOut, button(ids.readAllWords, it.readAll, { value: placeOf(letter) }))
  const shown = fitting(pieces, [...before, leftOut, ...after])
  return {
    text: it.text(ownText(letter.name), month),
    blocks: [
      ...before,
      ...shown.flatMap(({ blocks }) => blocks),
      ...(shown.length < pieces.length ? [leftOut] : []),
      ...after,
    ],
  }
}

/** The words of a digest, each with who wrote it as far as they wish to be known. */
export const piecesOf = ({ named, unnamed }: Shared, say: Strings): Piece[] => {
  const by = (who: string, concept?: Concept) => context(concept ? `${who} · ${say.concepts[concept]}` : who)
  return [
    ...named.map(({ leader, words, concept }) => ({
      isNamed: true,
      blocks: [...sections(words, quoted), by(`<@${leader}>`, concept)],
    })),
    ...unnamed.map(({ words, author }) => ({
      isNamed: false,
      author,
      blocks: [...sections(words, quoted), by(say.edition.unnamed)],
    })),
  ]
}

const splitLines = (
  { technical, adaptive, both }: NonNullable<EditionLetter['figures']['split']>,
  { edition: it, placements: called }: Strings,
): string =>
  [
    it.split,
    it.splitLine(called.technical, it.people(technical.from, technical.to)),
    it.splitLine(called.adaptive, it.people(adaptive.from, adaptive.to)),
    ...(both ? [it.splitLine(called.both, it.people(both.from, both.to))] : []),
  ].join('\n')

// What the team said when it talked before.
const lastTime = (letter: EditionLetter, say: Strings): KnownBlock[] => {
  if (!letter.lastTime) return []
  const { plan, happened } = letter.lastTime
  const it = say.talk
  const outcome = happened && it.outcomes[happened.is]
  const became =
    outcome && (happened.line ? it.becameWith(outcome, ownText(happened.line)) : it.became(outcome))
  return [
    section(
      [it.lastTime, planLines(plan, say), ...(became ? [became] : [])].join('\n'),
      button(ids.whatHappened, became ? it.change : it.happened, { value: placeOf(letter) }),
    ),
  ]
}

// Whoever is in the channel may write down what was agreed.
const talk = (letter: EditionLetter, say: Strings): KnownBlock[] => {
  const it = say.talk
  const value = { value: placeOf(letter) }
  if (!letter.talk) return [section(it.ask, button(ids.weTalked, it.button, { ...value, style: 'primary' }))]
  const { plan, openUntil } = letter.talk
  return [
    section(
      [it.talked, ...(plan ? [planLines(plan, say)] : [])].join('\n'),
      button(ids.weTalked, plan ? it.change : it.addPlan, value),
    ),
    context((plan ? it.open : it.openNoPlan)(moment(openUntil))),
  ]
}

const planLines = ({ when, will }: TeamPlan, say: Strings): string =>
  say.talk.plan(ownText(when), ownText(will))

const placeOf = ({ partnership, month }: EditionLetter): string => JSON.stringify({ partnership, month })
