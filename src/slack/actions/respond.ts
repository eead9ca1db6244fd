// Taps that answer without writing.
import { outcomes } from '../../domain/commitment.ts'
import { remindTimes } from '../../domain/delivery.ts'
import type { Letter } from '../../domain/letter.ts'
import { DeliveryId, LocalDate, ProgrammeId, ReflectionId } from '../../domain/model.ts'
import { answerFurther } from '../../flows/join-too.ts'
import { readReminder, readSchedule } from '../../flows/read-forms.ts'
import {
  acceptInvitation,
  askAt,
  askNow,
  carryOn,
  declineInvitation,
  dropReminder,
  endPause,
  enough,
  leaveBalcony,
  leaveWordsAlone,
  pauseAtQuestion,
  pauseFor,
  pauseUntil,
  remindOfQuestion,
  remindOfQuestionAt,
  sawTheSame,
  sayHowItWent,
  showWords,
  skipQuestion,
  startAgain,
  swapQuestion,
  swapQuestionBack,
  takeUpQuestion,
} from '../../flows/respond.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open } from '../guard.ts'
import { anotherTimeModal, readAnotherTime } from '../modals/another-time.ts'
import { type ReminderOf, readRemindAt, remindAtModal } from '../modals/remind-at.ts'
import type { Action, Pressed, Submission, Submitted } from '../register.ts'
import { ownTime, pauseWeeks } from '../views/letter.ts'

export const respondActions: Record<string, Action> = {
  [ids.accept]: async ({ world, say }, { user, value, message }) => {
    const accepted = value
      ? ((await answerFurther(world, user, ProgrammeId.parse(value), true, message?.ts)) ?? 'no-longer')
      : await acceptInvitation(world, user)
    return accepted === 'no-longer' ? { refuse: say.invitation.noLonger } : known(accepted)
  },
  [ids.decline]: async ({ world }, { user, value, message }) =>
    known(
      value
        ? await answerFurther(world, user, ProgrammeId.parse(value), false, message?.ts)
        : await declineInvitation(world, user),
    ),
  [ids.askNow]: async ({ world, say }, { user }) => {
    const asked = await askNow(world, user)
    return asked === 'nothing-to-ask' ? { refuse: say.welcome.nothingToAsk } : known(asked)
  },
  [ids.notThisWeek]: async ({ world }, { user, value }) =>
    known(await skipQuestion(world, user, DeliveryId.parse(value))),
  [ids.anotherQuestion]: async ({ world }, { user, value }) =>
    known(await swapQuestion(world, user, DeliveryId.parse(value))),
  [ids.firstQuestion]: async ({ world }, { user, value }) =>
    known(await swapQuestionBack(world, user, DeliveryId.parse(value))),
  [ids.takeUp]: async ({ world }, { user, value }) =>
    known(await takeUpQuestion(world, user, DeliveryId.parse(value))),
  [ids.later]: async (desk, { user, value, trigger }) => {
    const { world, say } = desk
    const { delivery, when } = JSON.parse(value)
    if (when === ownTime) {
      const form = await readReminder(world, user, DeliveryId.parse(delivery))
      if (!form) return 'too-old'
      await open(desk, trigger, remindAtModal(form, say))
      return undefined
    }
    const time = remindTimes.find((it) => it === when)
    const weeks = pauseWeeks.find((it) => `${it}` === when)
    if (time) {
      const reminded = await remindOfQuestion(world, user, DeliveryId.parse(delivery), time)
      if (reminded === 'closes-before') return { refuse: say.prompt.closesBefore }
      return reminded === 'too-soon' ? { refuse: say.prompt.tooSoon } : known(reminded)
    }
    return weeks ? known(await pauseAtQuestion(world, user, weeks)) : 'too-old'
  },
  [ids.noReminder]: async ({ world }, { user, value }) =>
    known(await dropReminder(world, user, DeliveryId.parse(value))),
  [ids.pauseUntil]: async ({ world, say }, { user, value }) => {
    const until = LocalDate.safeParse(value)
    const paused = until.success && (await pauseUntil(world, user, until.data))
    return paused ? undefined : { refuse: say.pause.notThen }
  },
  [ids.endPause]: async ({ world }, { user }) => known(await endPause(world, user)),
  [ids.sawTheSame]: async ({ world }, { user, value }) =>
    known(await sawTheSame(world, user, DeliveryId.parse(value))),
  [ids.notToday]: async ({ world }, { user, value }) =>
    known(await skipQuestion(world, user, DeliveryId.parse(value))),
  [ids.leaveWordsAlone]: async ({ world }, { user, value }) =>
    known(await leaveWordsAlone(world, user, DeliveryId.parse(value))),
  [ids.howItWent]: async ({ world }, { user, value }) => {
    const { reflection, outcome } = JSON.parse(value)
    const said = outcomes.find((it) => it === outcome)
    if (!said) return 'too-old'
    return known(await sayHowItWent(world, user, ReflectionId.parse(reflection), said))
  },
  [ids.enough]: async ({ world }, { user, value }) =>
    known(await enough(world, user, ReflectionId.parse(value))),
  [ids.startAgain]: (desk, pressed) => instead(desk, pressed, startAgain(desk.world, pressed.user)),
  [ids.carryOn]: (desk, pressed) => instead(desk, pressed, carryOn(desk.world, pressed.user, 1)),
  [ids.everyOtherWeek]: (desk, pressed) => instead(desk, pressed, carryOn(desk.world, pressed.user, 2)),
  [ids.pauseForAMonth]: (desk, pressed) => instead(desk, pressed, pauseFor(desk.world, pressed.user, 4)),
  [ids.leave]: (desk, pressed) => instead(desk, pressed, leaveBalcony(desk.world, pressed.user)),
  [ids.anotherTime]: async (desk, { user, trigger, message }) => {
    const schedule = await readSchedule(desk.world, user)
    if (!schedule) return 'too-old'
    await open(desk, trigger, anotherTimeModal(schedule, message, desk.say))
    return undefined
  },
  [ids.chooseWords]: async ({ world }, { user, value }) =>
    known(await showWords(world, user, value === 'shown' ? 'shown' : 'discreet')),
}

export const respondSubmissions: Record<string, Submission> = {
  [modalIds.anotherTime]: async (desk, { user, about, values }) => {
    const { message }: Pick<Pressed, 'message'> = JSON.parse(about)
    const chosen = await askAt(desk.world, user, readAnotherTime(values))
    if (!chosen) return { errors: { time: desk.say.anotherTime.left } }
    return { after: () => instead(desk, { message }, chosen).then(() => {}) }
  },
  [modalIds.remindAt]: async ({ world, say }, { user, about, values }) => {
    const { delivery }: ReminderOf = JSON.parse(about)
    const at = readRemindAt(values)
    const reminded = at && (await remindOfQuestionAt(world, user, DeliveryId.parse(delivery), at))
    if (at === undefined || reminded === 'passed') return { errors: { at: say.remindAt.passed } }
    if (reminded === 'closes-before') return { errors: { at: say.prompt.closesBefore } }
    const done: Submitted = reminded ? {} : { errors: { at: say.trouble.old } }
    return done
  },
}

// The message turns into what was chosen on it; pressed in Home, there is none.
const instead = async (
  { world }: Desk,
  { message }: Pick<Pressed, 'message'>,
  chosen: Letter | Promise<Letter | undefined>,
) => {
  const letter = await chosen
  if (!letter) return 'too-old'
  if (message) await world.sender.update(message, letter)
  return undefined
}

const known = (leader: object | undefined) => (leader ? undefined : 'too-old')
