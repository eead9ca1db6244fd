// The admins' forms: each opens whatever is set up, and says beside each field what is wrong with it.
import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PartnershipEntry, programmeSettings, scheduleNamed } from '../../src/domain/configuration.ts'
import { fieldsOf, PartnershipFields } from '../../src/domain/linking.ts'
import { ChannelId, Instant, LocalDate, PartnershipId, UserId, Zone } from '../../src/domain/model.ts'
import { settingsOf, startedAgain } from '../../src/domain/programme-change.ts'
import { Programme, ProgrammeSettings } from '../../src/domain/workspace.ts'
import { readCron } from '../../src/flows/read-cron.ts'
import { en } from '../../src/locales/en.ts'
import { faultsOfView } from '../../src/sandbox/block-rules.ts'
import { faultsOfInputs, stateOf } from '../../src/sandbox/inputs.ts'
import { adminModalIds } from '../../src/slack/action-ids.ts'
import type { Admin } from '../../src/slack/admin-guard.ts'
import { adminsModal } from '../../src/slack/modals/admins.ts'
import { linkModal, partnershipModal, readPartnership } from '../../src/slack/modals/partnership.ts'
import { programmeModal } from '../../src/slack/modals/programme.ts'
import {
  type Draft,
  draftIn,
  draftOf,
  type FormAbout,
  printsOf,
  readAbout,
  settingsIn,
} from '../../src/slack/modals/programme-draft.ts'
import type { Values } from '../../src/slack/modals/values.ts'
import { adminSubmissions } from '../../src/slack/register.ts'
import { option } from '../../src/slack/views/blocks.ts'
import { partnership, programme } from '../content/given-file.ts'
import { admin as adminUser, aPlace, channel, makeOne, users } from '../flows/given.ts'

const today = LocalDate.parse('2026-01-05')
const zone = Zone.parse('Europe/London')
const settings = (more: object = {}): ProgrammeSettings =>
  ProgrammeSettings.parse({
    name: 'Northfield leaders',
    people: [UserId.parse('U07NF4TOMSZ')],
    schedule: { is: 'weekly', weekday: 2, time: '09:00' },
    zone,
    startsOn: '2026-01-06',
    nation: 'england',
    answersFor: 'Northfield Partnership',
    privacyContact: 'privacy@northfield.example',
    purpose: 'To lead better together.',
    ...more,
  })
const formOf = (it: ProgrammeSettings, packs: readonly string[] = ['shipped']) => {
  const draft = draftOf(it)
  const about: FormAbout = {
    is: 'edit',
    zone: it.zone,
    pauses: draft.pauses.length,
    id: 'P1',
    seen: 0,
    base: [],
  }
  return programmeModal({ draft, about, next: [], packs }, today, en)
}

describe('the form of a programme', () => {
  it.each([
    ['the only other pack', ['shipped'], ['ours']],
    ['one of several packs', ['shipped', 'theirs'], ['ours', 'theirs']],
  ])('opens where %s was taken away, and the choice stays', (_, inUse, packs) => {
    const form = formOf(settings({ packs }), inUse)
    expect(faultsOfView(form)).toEqual([])
    const menu = form.blocks.find(({ block_id }) => block_id === 'packs')
    const chosen =
      menu && 'element' in menu && 'initial_options' in menu.element && menu.element.initial_options
    expect(chosen).toHaveLength(packs.length)
    expect(chosen).toContainEqual(option('ours', 'ours (not in use)'))
  })

  const good = draftOf(settings())
  const required = 'Say this before anyone is invited.'
  it.each<[did: string, Partial<Draft>, field: string, says: string]>([
    ['nobody', { people: [] }, 'people', 'Choose at least one person.'],
    ['no channel', { source: 'channel' }, 'follows', 'Choose a channel.'],
    ['no weekday', { kind: 'weekdays', weekdays: [] }, 'weekdays', 'Choose at least one day.'],
    ['no time', { time: undefined }, 'time', 'Choose a time.'],
    ['no cron expression', { kind: 'cron' }, 'cron', 'Write five parts: minute, hour'],
    [
      'a day that has passed',
      { startsOn: '2026-01-04' },
      'starts-on',
      'That day has passed. Choose today or later.',
    ],
    ['no first day', { startsOn: undefined }, 'starts-on', 'That day has passed. Choose today or later.'],
    [
      'an end before the start',
      { endsOn: '2026-01-05' },
      'ends-on',
      'It would end before it starts. Choose a later day, or clear it.',
    ],
    [
      'a theme that is none',
      { rotation: 'own', own: 'feeling\nhoping' },
      'own',
      '“hoping” is no theme. Choose from the list below.',
    ],
    ['no theme', { rotation: 'own', own: ' ' }, 'own', 'Write at least one theme.'],
    [
      'a late closing',
      { closesAfterDays: '9' },
      'closes',
      'A question would still be open when the next one comes. Choose fewer days.',
    ],
    [
      'a pause with no first day',
      { pauses: [{ until: '2026-02-01', reason: 'Away' }] },
      'pause-from-0',
      'Give both days, or clear them both.',
    ],
    [
      'a pause with no end',
      { pauses: [{ from: '2026-02-01', reason: 'Away' }] },
      'pause-until-0',
      'Give both days, or clear them both.',
    ],
    [
      'a pause that ends first',
      { pauses: [{ from: '2026-02-02', until: '2026-02-02', reason: 'Away' }] },
      'pause-until-0',
      'The first day back must come after the first day away.',
    ],
    [
      'a pause with no reason',
      { pauses: [{ from: '2026-02-01', until: '2026-02-08', reason: '' }] },
      'pause-reason-0',
      'Say why: people see it in Home.',
    ],
    ['nobody who answers', { answersFor: '' }, 'answers-for', required],
    ['no contact', { privacyContact: '' }, 'privacy-contact', required],
    ['no purpose', { purpose: '' }, 'purpose', required],
    ['citizens, and no word of what is paid', { citizens: true, support: 'Ama' }, 'paid', required],
    ['citizens, and nobody to call', { citizens: true, paid: '£20 an hour' }, 'support', required],
    [
      'no promise',
      { promised: false },
      'promise',
      'Tick it, or do not start: people are promised it in their invitation.',
    ],
  ])('says beside its field: %s', (_, wrong, field, says) => {
    expect(settingsIn({ ...good, ...wrong }, today, en)).toEqual({
      errors: { [field]: expect.stringMatching(new RegExp(`^${says.replaceAll('.', '\\.')}`)) },
    })
  })

  it('opens on whatever a file may ask for, and leaves it as it is', () => {
    const read = (expression: string) => {
      const found = readCron(expression, today)
      if ('fault' in found) throw new Error(expression)
      return found.schedule
    }
    fc.assert(
      fc.property(programme, (entry) => {
        const asked = programmeSettings(entry, scheduleNamed(entry, read), [])
        const { startsOn, endsOn } = asked
        fc.pre(!endsOn || endsOn >= startsOn)
        const form = formOf(asked)
        expect(faultsOfView(form)).toEqual([])
        const about = readAbout(form.private_metadata ?? '')
        if (!about) throw new Error('the form does not know itself')
        expect(faultsOfInputs(form.blocks, stateOf(form.blocks))).toEqual({})
        const draft = draftIn(stateOf(form.blocks) as Values, about, today)
        expect(settingsIn(draft, today, en, asked)).toEqual(asked)
      }),
      { numRuns: 60 },
    )
  })
})

it('a programme whose last day has passed can be started again, without that day', () => {
  const now = Instant.parse('2026-02-01T12:00:00.000Z')
  const rest = { id: 'P1', madeAt: now, runsFrom: now }
  const on = (endsOn: string) => Programme.parse({ ...settings({ endsOn }), ...rest })
  expect(startedAgain(on('2026-01-31'), now)).toMatchObject({ revision: 1, runsFrom: now })
  expect(startedAgain(on('2026-01-31'), now)).not.toHaveProperty('endsOn')
  expect(startedAgain(on('2026-02-01'), now)).toMatchObject({ revision: 0, endsOn: '2026-02-01' })
})

it('a programme that was ended can be started again up to its last day, which it keeps', () => {
  const now = Instant.parse('2026-02-01T12:00:00.000Z')
  const on = (endsOn: string) =>
    Programme.parse({ ...settings({ endsOn }), id: 'P1', madeAt: now, runsFrom: now, endedAt: now })
  expect(startedAgain(on('2026-02-02'), now)).toMatchObject({ endsOn: '2026-02-02', revision: 1 })
  expect(startedAgain(on('2026-02-01'), now)).toMatchObject({ endsOn: '2026-02-01', revision: 1 })
  expect(startedAgain(on('2026-02-01'), now)).not.toHaveProperty('endedAt')
  expect(startedAgain(on('2026-01-31'), now)).not.toHaveProperty('endsOn')
})

describe('the form of a partnership', () => {
  const formFor = (it: PartnershipEntry, more: object = {}) =>
    partnershipModal(
      {
        id: PartnershipId.parse('C1'),
        name: '#north',
        revision: 0,
        fields: PartnershipFields.parse({
          programmes: [],
          facilitators: it.facilitators,
          zone: it.zone,
          nation: it.nation,
          digest: { workingDay: it.digest_working_day, time: it.digest_time },
          thresholds: { contributors: it.contributors, others: it.others },
          ...more,
        }),
        programmes: [],
        isAdmin: true,
      },
      en,
    )
  const readAgain = ({ blocks, private_metadata = '' }: ReturnType<typeof formFor>, more: Values = {}) =>
    readPartnership(private_metadata, { ...(stateOf(blocks) as Values), ...more }, en)

  it('opens on whatever a file may ask for, and leaves it as it is', () => {
    fc.assert(
      fc.property(partnership, (entry) => {
        const form = formFor(entry)
        expect(faultsOfView(form)).toEqual([])
        expect(faultsOfInputs(form.blocks, stateOf(form.blocks))).toEqual({})
        const read = readAgain(form)
        expect('wished' in read && read.wished).toEqual('shown' in read && read.shown)
      }),
      { numRuns: 30 },
    )
  })

  const [usual] = fc.sample(partnership, 1)
  it.each([
    ['contributors', '4', 'Five is the fewest, and 50 the most.'],
    ['contributors', '51', 'Five is the fewest, and 50 the most.'],
    ['contributors', '5.5', 'Five is the fewest, and 50 the most.'],
    ['others', '2', 'Three is the fewest, and 50 the most.'],
    ['others', '51', 'Three is the fewest, and 50 the most.'],
  ])('says beside its field: %s %s', (field, value, says) => {
    if (!usual) throw new Error('no partnership')
    expect(readAgain(formFor(usual), { [`${field}.0`]: { number: { value } } })).toEqual({
      errors: { [`${field}.0`]: says },
    })
  })
})

describe('what only the workspace or Slack can tell is said beside its field', () => {
  const admin: Admin = {
    user: adminUser,
    isOwner: true,
    isWorkspaceAdmin: true,
    isNamed: false,
    isAppointed: false,
    facilitates: [],
    isLeader: false,
    zone,
  }
  const nowhere = ChannelId.parse('CNOWHERE')
  const begun = async () => {
    const place = await aPlace()
    const world = await place.begin()
    const made = await makeOne(place, world, users(2), { channel })
    place.slack.profiles.set('UBOT', { isPerson: false })
    const submit = (id: string, { blocks, private_metadata: about = '' }: ModalView, more: Values = {}) =>
      adminSubmissions[id]?.run(
        { world, client: undefined as never, say: en },
        {
          user: admin.user,
          about,
          root: 'V1',
          shown: {},
          values: { ...(stateOf(blocks) as Values), ...more },
        },
        admin,
      )
    return { world, made, submit }
  }
  const form = (it: ProgrammeSettings, more: Partial<FormAbout> = {}) => {
    const about: FormAbout = { is: 'create', zone, pauses: 0, ...more }
    return programmeModal({ draft: draftOf(it), about, next: [], packs: ['shipped'] }, today, en)
  }
  const picked = (id: string): Values[string] => ({ channel: { selected_conversation: id } })

  it('of a new programme', async () => {
    const { submit } = await begun()
    const { programme: id } = adminModalIds
    expect(await submit(id, form(settings({ name: 'LEADERS' })))).toEqual({
      errors: { name: 'There is a programme of this name already. Choose another name.' },
    })
    const outOfReach = 'Balcony is not in that channel. Type /invite @Balcony there, then try again.'
    expect(await submit(id, form(settings({ follows: nowhere, people: [] })))).toEqual({
      errors: { follows: outOfReach },
    })
    expect(await submit(id, form(settings()), { channel: picked(nowhere) })).toEqual({
      errors: { channel: outOfReach },
    })
    expect(await submit(id, { ...form(settings()), private_metadata: '{}' })).toEqual({
      errors: { name: expect.stringContaining('This form is from before Balcony was updated.') },
    })
  })

  it('of a public channel, with the way to take it all the same', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.audiences.set(channel, {
      name: 'north',
      isPrivate: false,
      isShared: false,
      teams: [],
      members: [],
    })
    const { blocks, private_metadata: about = '' } = form(settings())
    const values = { ...(stateOf(blocks) as Values), channel: picked(channel) }
    const outcome = await adminSubmissions[adminModalIds.programme]?.run(
      { world, client: undefined as never, say: en },
      { user: admin.user, about, root: 'V1', shown: {}, values },
      admin,
    )
    expect(outcome).toEqual({
      errors: {
        channel: expect.stringContaining('then link this channel under Partnerships, with a reason.'),
      },
    })
  })

  it('of a change that changes nothing', async () => {
    const { submit, made } = await begun()
    const base = printsOf(settingsOf(made))
    const same = form(settingsOf(made), { is: 'edit', id: made.id, seen: 0, base })
    expect(await submit(adminModalIds.programmeEdit, same)).toEqual({
      errors: { name: 'Nothing is different yet. Change something, or press Cancel.' },
    })
  })

  it('of a partnership, and of other admins', async () => {
    const { world, submit } = await begun()
    const [there] = world.workspace.current.partnerships
    if (!there) throw new Error('no partnership')
    const bot: Values[string] = { people: { selected_users: ['UBOT'] } }
    const noPerson = 'One of these is no person, or their account is closed. Take that name out'
    const { id, name, revision } = there
    const changing = partnershipModal(
      { id, name, revision, fields: fieldsOf(there), programmes: [], isAdmin: true },
      en,
    )
    expect(await submit(adminModalIds.partnership, changing, { 'facilitators.0': bot })).toEqual({
      errors: { 'facilitators.0': `${noPerson}.` },
    })
    const linking = linkModal({ fields: fieldsOf(there), programmes: [] }, en)
    expect(await submit(adminModalIds.linkPartnership, linking, { channel: picked(channel) })).toEqual({
      errors: { channel: 'That channel is linked already. Close this, and change it there.' },
    })
    expect(await submit(adminModalIds.linkPartnership, linking, { channel: picked(nowhere) })).toEqual({
      errors: { channel: expect.stringContaining('Balcony is not in that channel.') },
    })
    const admins = adminsModal({ appointed: [], named: [] }, en)
    expect(await submit(adminModalIds.admins, admins, { admins: bot })).toEqual({
      errors: { admins: `${noPerson}, and save again.` },
    })
  })
})
