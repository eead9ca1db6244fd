// What an edit of a programme comes to, read before it is saved: which settings change, for how many people, when the
// next questions come, and what another admin changed meanwhile.
import type { KnownBlock, ModalView } from '@slack/types'
import { localDateOf } from '../../domain/calendar.ts'
import { changesWhatIsAsked, type Field } from '../../domain/programme-change.ts'
import type { Programme } from '../../domain/workspace.ts'
import type { Outlook } from '../../flows/change-programme.ts'
import type { Strings } from '../../locales/en.ts'
import { adminModalIds } from '../action-ids.ts'
import { context, divider, header, ownText, plain, section } from '../views/blocks.ts'
import { dateName, dateWithDay } from '../views/dates.ts'
import { packName } from '../views/pack-name.ts'
import { rhythmOf } from '../views/rhythm.ts'

/** `again`: someone saved another change while this one was looked at. */
export const programmeChangeModal = (
  { before, after, changed, coming, going, isFollowing, next, meanwhile }: Outlook,
  key: string,
  again: boolean,
  say: Strings,
): ModalView => {
  const it = say.programmeChange
  const invited = before.people.length
  const lines = [
    changesWhatIsAsked(changed) ? it.asks(invited) : it.asksSame(invited),
    ...(coming > 0
      ? [isFollowing && after.follows ? it.joinsFrom(after.follows, coming) : it.joins(coming)]
      : []),
    ...(going > 0 ? [it.leaves(going)] : []),
    it.open,
  ]
  const dates = next.map((at) => dateWithDay(localDateOf(at, after.zone)))
  return {
    type: 'modal',
    callback_id: adminModalIds.programmeChange,
    private_metadata: key,
    title: plain(it.title),
    submit: plain(it.submit),
    close: plain(it.back),
    blocks: [
      ...(again ? [section(it.again)] : []),
      ...meanwhile.map(({ by, changed: theirs }) =>
        section(it.meanwhile(by, theirs.length > 0 ? theirs.map((one) => fieldName(one, say)) : [it.ended])),
      ),
      ...(meanwhile.length > 0 ? [divider] : []),
      header(after.name),
      ...changed.map((field) => section(line(field, before, after, say))),
      divider,
      section(lines.join('\n')),
      context(dates.length > 0 && !after.endedAt ? say.programmeForm.next(dates) : say.programmeForm.noNext),
    ] satisfies KnownBlock[],
  }
}

const fieldName = (field: string, { programmeChange: { fields } }: Strings): string =>
  (fields as Record<string, string>)[field] ?? field

const line = (field: Field, before: Programme, after: Programme, say: Strings): string => {
  const it = say.programmeChange
  const [was, is] = [inWords(field, before, say), inWords(field, after, say)]
  return was === undefined || is === undefined || was === is
    ? it.anew(it.fields[field])
    : it.to(it.fields[field], was, is)
}

// Undefined for what is too long to stand twice in a line.
const inWords = (field: Field, programme: Programme, say: Strings): string | undefined => {
  const it = say.programmeForm
  const { nothing } = say.programmeChange
  switch (field) {
    case 'name':
      return ownText(programme.name)
    case 'people':
      return String(programme.people.length)
    case 'follows':
      return programme.follows ? `<#${programme.follows}>` : nothing
    case 'schedule':
      return rhythmOf(programme.schedule, say)
    case 'clock':
      return programme.clock === 'leader' ? it.clocks.leader : it.clocks.programme(programme.zone)
    case 'zone':
      return programme.zone.replaceAll('_', ' ')
    case 'startsOn':
      return dateName(programme.startsOn)
    case 'endsOn':
      return programme.endsOn ? dateName(programme.endsOn) : nothing
    case 'nation':
      return say.nations[programme.nation]
    case 'rotation':
      return it.rotations[typeof programme.rotation === 'string' ? programme.rotation : 'own']
    case 'packs':
      return programme.packs.length > 0
        ? ownText(programme.packs.map((one) => packName(one, say)).join(', '))
        : nothing
    case 'remindAfter':
      return it.remind(programme.remindAfter)
    case 'closesAfterDays':
      return it.closesAfter(programme.closesAfterDays)
    case 'digestOn':
      return it.digest(programme.digestOn)
    case 'pauses':
      return (
        programme.pauses.map(({ from, until }) => `${dateName(from)} – ${dateName(until)}`).join(', ') ||
        nothing
      )
    case 'assessedOn':
      return programme.assessedOn ? dateName(programme.assessedOn) : nothing
    case 'answersFor':
    case 'privacyContact':
    case 'purpose':
    case 'citizens':
    case 'lawfulBasis':
    case 'processors':
      return undefined
    default:
      return field satisfies never
  }
}
