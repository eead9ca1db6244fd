// What a channel is told when it is linked. It is made of what was set up and of what everyone in the channel can see, so
// that nothing in it can tell who takes part.
import type { IntroductionLetter } from './letter.ts'
import { nextEdition } from './partnership.ts'
import type { Context, Partnership, PartnershipSettings } from './workspace.ts'

/** `isShared` and `members` say who can read the channel. */
export const introductionOf = (
  partnership: Partnership,
  settings: PartnershipSettings,
  { programmes }: Pick<Context, 'programmes'>,
  { isShared, members }: { isShared: boolean; members: readonly unknown[] },
): IntroductionLetter => {
  const its = programmes.filter(({ id, endedAt }) => settings.programmes.includes(id) && !endedAt)
  const [rhythm = 'weekly', ...others] = new Set(its.map(({ schedule }) => schedule.is))
  const contacts = its.map(({ privacyContact }) => privacyContact.trim()).filter((it) => it !== '')
  const { contributors, others: stayedOut } = settings.thresholds
  const fewest = contributors + stayedOut
  return {
    kind: 'introduction',
    // Where they differ, it names none of them.
    often: others.length > 0 ? 'cron' : rhythm,
    workingDay: settings.digest.workingDay,
    firstAt: nextEdition(partnership, settings).at,
    isShared,
    ...(members.length < fewest && { fewest }),
    privacyContacts: [...new Set(contacts)],
  }
}
