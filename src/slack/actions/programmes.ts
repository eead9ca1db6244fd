// What admins do with programmes: make, change, copy, end them and start them again.
import { randomBytes } from 'node:crypto'
import type { ModalView } from '@slack/types'
import { localDateOf } from '../../domain/calendar.ts'
import { bankOf } from '../../domain/curriculum.ts'
import { mostOfProgramme } from '../../domain/limits.ts'
import { ChannelId, type Instant, type LocalDate, ProgrammeId } from '../../domain/model.ts'
import { upcoming } from '../../domain/preview.ts'
import { missingFacts, settingsOf } from '../../domain/programme-change.ts'
import { Programme } from '../../domain/workspace.ts'
import {
  endProgramme,
  lookAtEdit,
  type Outlook,
  type ProgrammeEdit,
  saveEdit,
  startProgrammeAgain,
} from '../../flows/change-programme.ts'
import { makeProgramme } from '../../flows/configure-programme.ts'
import { doJobs } from '../../flows/do-jobs.ts'
import { packsInUse, programmeOf, readProgrammes } from '../../flows/read-programmes.ts'
import { sendToPartnership } from '../../flows/send.ts'
import type { World } from '../../flows/world.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, adminModalIds, modalIds } from '../action-ids.ts'
import type { AdminAction, AdminSubmission } from '../admin-guard.ts'
import { type Desk, open, openAbove, replace } from '../guard.ts'
import { programmeModal } from '../modals/programme.ts'
import { programmeChangeModal } from '../modals/programme-change.ts'
import {
  type Draft,
  draftIn,
  draftOf,
  emptyDraft,
  type FormAbout,
  printsOf,
  readAbout,
  scheduleIn,
  settingsIn,
  touchedSince,
  zoneIn,
} from '../modals/programme-draft.ts'
import { programmesModal } from '../modals/programmes.ts'
import { conversation } from '../modals/values.ts'
import type { Pressed } from '../register.ts'

export const programmeActions: Record<string, AdminAction> = {
  [adminIds.newProgramme]: {
    act: 'programme-create',
    run: async (desk, { trigger }, { zone }) => {
      const draft = emptyDraft(zone, todayIn(desk.world, zone))
      await open(desk, trigger, formOf(desk, draft, { is: 'create', zone, pauses: 0 }))
      return undefined
    },
  },
  [adminIds.editProgramme]: {
    act: 'programme-edit',
    run: async (desk, pressed) => {
      const programme = programmeOf(desk.world, pressed.value)
      if (!programme) return { refuse: desk.say.programmes.gone }
      const { zone, id, revision } = programme
      const settings = settingsOf(programme)
      const draft = draftOf(settings)
      const about: FormAbout = {
        is: 'edit',
        zone,
        pauses: draft.pauses.length,
        id,
        seen: revision,
        base: printsOf(settings),
        missing: missingFacts(settings)[0],
      }
      await openAbove(desk, pressed, formOf(desk, draft, about))
      return undefined
    },
  },
  [adminIds.copyProgramme]: {
    act: 'programme-copy',
    run: async (desk, pressed) => {
      const programme = programmeOf(desk.world, pressed.value)
      if (!programme) return { refuse: desk.say.programmes.gone }
      const { zone } = programme
      const today = todayIn(desk.world, zone)
      const { endsOn: _, ...draft } = draftOf(settingsOf(programme))
      // Its people would all be invited once more: who they are is chosen anew, as are its name and first day.
      const copy = { ...draft, name: '', people: [], source: 'named' as const, startsOn: today }
      await openAbove(desk, pressed, formOf(desk, copy, { is: 'copy', zone, pauses: draft.pauses.length }))
      return undefined
    },
  },
  [adminIds.shapeProgramme]: { act: 'programme-edit', run: (desk, pressed) => drawAnew(desk, pressed, 0) },
  [adminIds.addPause]: { act: 'programme-edit', run: (desk, pressed) => drawAnew(desk, pressed, 1) },
  [adminIds.endProgramme]: {
    act: 'programme-end',
    run: async (desk, { value, view }, { user }) => {
      const done = await endProgramme(desk.world, user, ProgrammeId.parse(value))
      if (done) await listAnew(desk, view)
      return done ? undefined : { refuse: desk.say.programmes.gone }
    },
  },
  [adminIds.startProgramme]: {
    act: 'programme-end',
    run: async (desk, { value, view }, { user }) => {
      const done = await startProgrammeAgain(desk.world, user, ProgrammeId.parse(value))
      if (done) await listAnew(desk, view)
      return done ? undefined : { refuse: desk.say.programmes.gone }
    },
  },
  [adminIds.openProgrammes]: {
    act: 'programmes-view',
    run: async (desk, { trigger }) => {
      await open(desk, trigger, programmesModal(readProgrammes(desk.world), 0, desk.say))
      return 'unseen'
    },
  },
  [adminIds.programmesBack]: { act: 'programmes-view', run: (desk, pressed) => turnPage(desk, pressed) },
  [adminIds.programmesOn]: { act: 'programmes-view', run: (desk, pressed) => turnPage(desk, pressed) },
}

export const programmeSubmissions: Record<string, AdminSubmission> = {
  [adminModalIds.programme]: {
    act: 'programme-create',
    run: async ({ world, say }, { values, about }, { user }) => {
      const form = readAbout(about)
      if (!form) return { errors: { name: say.programmeForm.errors.old } }
      const today = todayIn(world, zoneIn(values, form))
      const settings = settingsIn(draftIn(values, form, today), today, say)
      if ('errors' in settings) return settings
      const channel = conversation(values, 'channel')
      const wish = { ...settings, ...(channel && { channel: ChannelId.parse(channel) }) }
      const outcome = await makeProgramme(
        world,
        user,
        wish,
        form.is === 'copy' ? 'programme-copy' : undefined,
      )
      if ('refused' in outcome) {
        return { errors: { [outcome.at]: say.programmeForm.errors[outcome.refused] } }
      }
      const { partnership } = outcome
      return {
        // Inviting may take longer than Slack waits for an answer.
        after: async () => {
          if (partnership) await sendToPartnership(world, partnership)
          await doJobs(world)
        },
      }
    },
  },
  [adminModalIds.programmeEdit]: {
    act: 'programme-edit',
    run: async (desk, { values, about }) => {
      const { world, say } = desk
      const form = readAbout(about)
      if (!form) return { errors: { name: say.programmeForm.errors.old } }
      const today = todayIn(world, zoneIn(values, form))
      const was = programmeOf(world, form.id ?? '')
      if (!was) return { errors: { name: say.programmes.gone } }
      const mine = settingsIn(draftIn(values, form, today), today, say, settingsOf(was))
      if ('errors' in mine) return mine
      const edit: ProgrammeEdit = {
        id: was.id,
        seen: form.seen ?? 0,
        mine,
        touched: touchedSince(form.base ?? [], mine),
      }
      const outlook = await lookAtEdit(world, edit)
      const at = 'refused' in outlook && outlook.refused === 'channel-out-of-reach' ? 'follows' : 'name'
      return 'refused' in outlook
        ? { errors: { [at]: editRefusal(outlook.refused, say) } }
        : { onTop: changeModal(world, edit, outlook, false, say) }
    },
  },
  [adminModalIds.programmeChange]: {
    act: 'programme-edit',
    run: async ({ world, say }, { about }, { user }) => {
      const edit = edits(world).get(about)
      if (!edit) return { instead: saidInstead(say.programmeChange.gone, say) }
      const outcome = await saveEdit(world, user, edit)
      if (outcome === 'saved') return { closesAll: true, after: () => doJobs(world) }
      const outlook = await lookAtEdit(world, edit)
      if ('refused' in outlook) return { instead: saidInstead(editRefusal(outlook.refused, say), say) }
      return { instead: changeModal(world, edit, outlook, true, say) }
    },
  },
}

const turnPage = async (desk: Desk, { value, view }: Pressed): Promise<'unseen'> => {
  if (view)
    await replace(desk, view, programmesModal(readProgrammes(desk.world), Number(value) || 0, desk.say))
  return 'unseen'
}

// Where it was pressed in the list of all, that is seen to be done.
const listAnew = async (desk: Desk, view: Pressed['view']): Promise<void> => {
  if (view?.callback !== modalIds.programmes) return
  const list = programmesModal(readProgrammes(desk.world), Number(view.about) || 0, desk.say)
  await replace(desk, { id: view.id }, list)
}

const editRefusal = (
  refused: 'gone' | 'name-taken' | 'nothing' | 'channel-out-of-reach',
  say: Strings,
): string => (refused === 'gone' ? say.programmes.gone : say.programmeForm.errors[refused])

const saidInstead = (words: string, { programmeChange: it }: Strings): ModalView => ({
  type: 'modal',
  callback_id: adminModalIds.programmeChange,
  title: { type: 'plain_text', text: it.title },
  close: { type: 'plain_text', text: it.back },
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: words } }],
})

// An edit is too long for what Slack carries with a window. It waits here; the form below the window still has it all.
const waiting = new WeakMap<World, Map<string, ProgrammeEdit>>()
const mostWaiting = 50
const edits = (world: World): Map<string, ProgrammeEdit> => {
  const there = waiting.get(world) ?? new Map<string, ProgrammeEdit>()
  waiting.set(world, there)
  return there
}

const changeModal = (
  world: World,
  edit: ProgrammeEdit,
  outlook: Outlook,
  again: boolean,
  say: Strings,
): ModalView => {
  const all = edits(world)
  const key = randomBytes(9).toString('base64url')
  all.set(key, { ...edit, seen: outlook.before.revision })
  for (const old of [...all.keys()].slice(0, -mostWaiting)) all.delete(old)
  return programmeChangeModal(outlook, key, again, say)
}

// As it stands after a choice: other fields, other dates.
const drawAnew = async (
  desk: Desk,
  { view }: Pressed,
  morePauses: number,
): Promise<'unseen' | { refuse: string }> => {
  if (!view) return 'unseen'
  const about = readAbout(view.about)
  if (!about) return { refuse: desk.say.programmeForm.errors.old }
  const draft = draftIn(view.values, about, todayIn(desk.world, zoneIn(view.values, about)))
  const pauses = Math.min(about.pauses + morePauses, mostOfProgramme.pauses)
  const members = await membersIn(desk, draft, about)
  await replace(desk, view, formOf(desk, draft, { ...about, pauses, members }))
  return 'unseen'
}

// Slack is asked once for each channel that is chosen, and again where Balcony was not in it.
const membersIn = async (
  { world }: Desk,
  { source, follows }: Draft,
  { members }: FormAbout,
): Promise<FormAbout['members']> => {
  if (source !== 'channel' || !follows) return undefined
  if (members?.channel === follows && members.people !== undefined) return members
  const audience = await world.directory.audience(ChannelId.parse(follows))
  return { channel: follows, people: audience?.members.length }
}

const formOf = ({ world, say }: Desk, draft: Draft, about: FormAbout): ModalView => {
  const today = todayIn(world, draft.zone)
  return programmeModal(
    { draft, about, next: nextDates(world, draft, today), packs: packsInUse(world) },
    today,
    say,
  )
}

const datesShown = 5

const nextDates = ({ clock, bank }: World, draft: Draft, today: LocalDate): Instant[] => {
  const read = scheduleIn(draft, today)
  if (!('schedule' in read) || !draft.startsOn) return []
  const now = clock.now()
  const programme = Programme.safeParse({
    id: 'draft',
    name: '',
    madeAt: now,
    runsFrom: now,
    people: [],
    schedule: read.schedule,
    clock: draft.clock,
    zone: draft.zone,
    startsOn: draft.startsOn,
    ...(draft.endsOn && { endsOn: draft.endsOn }),
    nation: draft.nation,
    pauses: draft.pauses.filter(({ from, until }) => from && until && from < until),
    packs: draft.packs,
    answersFor: '',
  })
  if (!programme.success || bankOf(programme.data, bank).prompts.length === 0) return []
  return upcoming(programme.data, now, datesShown)
}

const todayIn = ({ clock }: World, zone: FormAbout['zone']): LocalDate => localDateOf(clock.now(), zone)
