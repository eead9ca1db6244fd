// What admins do with partnerships, and facilitators with their own. Two who change one at once are shown what the other
// did before anything is saved.
import { fieldsOf, type PartnershipFields } from '../../domain/linking.ts'
import { LocalTime, Month, type Zone } from '../../domain/model.ts'
import { may } from '../../domain/permissions.ts'
import { doJobs } from '../../flows/do-jobs.ts'
import { changePartnership, linkPartnership, unlinkPartnership } from '../../flows/link-partnership.ts'
import { sendToPartnership } from '../../flows/send.ts'
import { readPosted, takeTeamWordsOut } from '../../flows/take-out.ts'
import { adminIds, adminModalIds } from '../action-ids.ts'
import type { Admin, AdminAction, AdminSubmission } from '../admin-guard.ts'
import { type Desk, open, push, replace } from '../guard.ts'
import { doneModal } from '../modals/own-data.ts'
import {
  errorsIn,
  linkModal,
  type PartnershipForm,
  partnershipIn,
  partnershipModal,
  readLink,
  readPartnership,
} from '../modals/partnership.ts'
import { partnershipsModal } from '../modals/partnerships.ts'
import { teamWordsModal } from '../modals/team-words.ts'
import type { Submitted } from '../register.ts'
import { ownText } from '../views/blocks.ts'
import { monthName } from '../views/dates.ts'

export const partnershipActions: Record<string, AdminAction> = {
  [adminIds.openPartnerships]: {
    act: 'partnerships-view',
    run: async (desk, { trigger }, admin) => {
      await open(desk, trigger, listFor(desk, admin))
      return undefined
    },
  },
  [adminIds.linkPartnership]: {
    act: 'partnership-link',
    run: async (desk, { trigger }, admin) => {
      const form = { fields: usual(admin.zone), programmes: desk.world.workspace.current.programmes }
      await push(desk, trigger, linkModal(form, desk.say))
      return undefined
    },
  },
  [adminIds.changePartnership]: {
    act: 'partnership-edit',
    on: ({ value }) => partnershipIn(value),
    run: async (desk, { trigger, value }, admin) => {
      const form = formFor(desk, partnershipIn(value), admin)
      if (!form) return 'too-old'
      await push(desk, trigger, partnershipModal(form, desk.say))
      return undefined
    },
  },
  [adminIds.unlinkPartnership]: {
    act: 'partnership-unlink',
    on: ({ value }) => partnershipIn(value),
    run: async (desk, { value, view }, admin) => {
      const id = partnershipIn(value)
      const name = desk.world.workspace.current.partnerships.find((it) => it.id === id)?.name ?? ''
      if (!(await unlinkPartnership(desk.world, admin.user, id))) return 'too-old'
      if (!view) return undefined
      const { unlinked, changeTitle } = desk.say.adminPartnerships
      await replace(desk, { id: view.root }, listFor(desk, admin))
      await replace(desk, { id: view.id }, doneModal(unlinked(name), changeTitle, desk.say))
      return undefined
    },
  },
  [adminIds.openTeamWords]: {
    act: 'partnership-words',
    on: ({ value }) => partnershipIn(value),
    run: async (desk, { trigger, value }) => {
      const partnership = partnershipIn(value)
      const posted = await readPosted(desk.world, partnership)
      if (!posted) return 'too-old'
      await push(desk, trigger, teamWordsModal({ partnership, ...posted }, desk.say))
      return undefined
    },
  },
  [adminIds.takeTeamWordsOut]: {
    act: 'partnership-words',
    on: ({ value }) => partnershipIn(value),
    run: async (desk, { value, view }, admin) => {
      const place = { partnership: partnershipIn(value), month: Month.parse(JSON.parse(value).month) }
      const name = await takeTeamWordsOut(desk.world, admin.user, place)
      if (name === undefined) return 'too-old'
      if (view) {
        const { title, done } = desk.say.adminPartnerships.teamWords
        const words = done(ownText(name), monthName(place.month))
        await replace(desk, { id: view.id }, doneModal(words, title, desk.say))
      }
      await doJobs(desk.world)
      return undefined
    },
  },
}

export const partnershipSubmissions: Record<string, AdminSubmission> = {
  [adminModalIds.linkPartnership]: {
    act: 'partnership-link',
    run: async (desk, { values, about, root }, admin) => {
      const { world, say } = desk
      const otherwise = usual(admin.zone)
      const wish = readLink(values, otherwise, say)
      if ('errors' in wish) return wish
      const outcome = await linkPartnership(world, admin.user, wish)
      if ('linked' in outcome) {
        const { linked } = outcome
        return {
          after: async () => {
            await replace(desk, { id: root }, listFor(desk, admin))
            await sendToPartnership(world, linked)
          },
        }
      }
      const { errors } = say.adminPartnerships
      if (outcome.refused === 'no-person') return { errors: { facilitators: errors['no-person'] } }
      if (outcome.refused !== 'channel-public') return { errors: { channel: errors[outcome.refused] } }
      if (JSON.parse(about).isPublic) return { errors: { why: errors.why } }
      const { channel, why, ...fields } = wish
      const form = { fields, programmes: world.workspace.current.programmes }
      return { instead: linkModal(form, say, { channel }) }
    },
  },
  [adminModalIds.partnership]: {
    act: 'partnership-edit',
    on: ({ about }) => partnershipIn(about),
    run: async (desk, { about, values, root }, admin): Promise<Submitted> => {
      const { world, say } = desk
      const wish = readPartnership(about, values, say)
      if ('errors' in wish) return wish
      const outcome = await changePartnership(world, admin, wish)
      switch (outcome.is) {
        case 'saved':
          return { after: () => replace(desk, { id: root }, listFor(desk, admin)) }
        case 'gone':
          return { errors: errorsIn(about, { day: say.trouble.old }) }
        case 'not-allowed':
          return { errors: errorsIn(about, { day: say.admin.notAllowed }) }
        case 'no-person':
          return { errors: errorsIn(about, { facilitators: say.adminPartnerships.errors['no-person'] }) }
        case 'meanwhile': {
          const form = formFor(desk, wish.id, admin)
          if (!form) return { errors: errorsIn(about, { day: say.trouble.old }) }
          const { by, fields, offered } = outcome
          return { instead: partnershipModal(form, say, { by, changed: fields, offered }) }
        }
        default:
          return outcome satisfies never
      }
    },
  },
}

/** A channel's digest, unless somebody says otherwise. */
const usual = (zone: Zone): PartnershipFields => ({
  programmes: [],
  facilitators: [],
  thresholds: { contributors: 5, others: 3 },
  digest: { workingDay: 3, time: LocalTime.parse('10:00') },
  zone,
  nation: 'england',
})

const formFor = ({ world }: Desk, id: PartnershipForm['id'], admin: Admin): PartnershipForm | undefined => {
  const { partnerships, programmes } = world.workspace.current
  const settings = partnerships.find((it) => it.id === id)
  return (
    settings && {
      id,
      name: settings.name,
      revision: settings.revision,
      fields: fieldsOf(settings),
      override: settings.override?.why,
      isUnexplained: settings.trouble?.is === 'public',
      programmes,
      isAdmin: may(admin, 'partnership-rules', id),
    }
  )
}

const listFor = ({ world, say }: Desk, admin: Admin) =>
  partnershipsModal(
    {
      partnerships: world.workspace.current.partnerships.filter(({ id }) =>
        may(admin, 'partnership-view', id),
      ),
      unlinked: world.workspace.current.unlinked.filter(({ id }) => may(admin, 'partnership-words', id)),
      programmes: may(admin, 'programme-edit') ? world.workspace.current.programmes : [],
      mayLink: may(admin, 'partnership-link'),
    },
    say,
  )
