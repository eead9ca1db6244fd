// What someone is told of a programme before they say yes: what it is for, who answers for it, whom to ask.
import type { SectionBlock } from '@slack/types'
import type { ProgrammeFacts } from '../../domain/letter.ts'
import type { Strings } from '../../locales/en.ts'
import { sections } from './blocks.ts'
import { dateName } from './dates.ts'

/** With more programmes at once than this, only who answers for the others is said: a message has its limits. */
const mostInFull = 2

export const programmeFacts = (all: readonly ProgrammeFacts[], say: Strings): SectionBlock[] =>
  all.flatMap((facts, i) =>
    sections(
      [
        ...(all.length > 1 ? [`*${facts.name}*`] : []),
        ...(i < mostInFull ? inFull(facts, say) : [say.invitation.answersFor(facts.answersFor)]),
      ].join('\n'),
    ),
  )

const inFull = (facts: ProgrammeFacts, { invitation: it }: Strings): string[] => [
  ...(facts.purpose ? [it.purpose(facts.purpose)] : []),
  it.answersFor(facts.answersFor),
  ...(facts.privacyContact ? [it.privacyContact(facts.privacyContact)] : []),
  ...(facts.lawfulBasis ? [it.lawfulBasis(facts.lawfulBasis)] : []),
  ...(facts.processors ? [it.processors(facts.processors)] : []),
  ...(facts.assessedOn ? [it.assessed(dateName(facts.assessedOn))] : []),
  ...(facts.citizens ? [it.paid(facts.citizens.paid), it.support(facts.citizens.support)] : []),
]
