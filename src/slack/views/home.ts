// The App Home: what comes next, this month, where replies fell, what is shared, settings; below it, set-up for an admin.
import type { HomeView, KnownBlock } from '@slack/types'
import { levels } from '../../domain/model.ts'
import type { Home, LeaderHome } from '../../flows/read-home.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { places } from '../modals/caution.ts'
import {
  actions,
  button,
  confirmation,
  context,
  divider,
  header,
  option,
  ownText,
  plain,
  section,
} from './blocks.ts'
import { dateName, day, moment, monthName } from './dates.ts'
import { forAdmin } from './home-admin.ts'
import { pausePicker } from './pause.ts'

/** Slack shows 100 blocks in a Home, and an admin has a part of it: of what may be many, the soonest stand here. */
const mostPlans = 5

/** A plan is a line or two; of a longer one its beginning stands here. */
const longestPlan = 300

/** Retention ends at five years, and Slack's menus at 100 options. */
const mostMonths = 60

export const homeView = ({ leader, admin, help }: Home, say: Strings): HomeView => ({
  type: 'home',
  blocks: [
    header(say.home.title),
    ...(leader ? forLeader(leader, say) : [section(say.home.stranger)]),
    ...whereToTurn(help, say),
    ...(leader ? [context(say.home.privacy)] : []),
    ...(admin ? [divider, ...forAdmin(admin, say)] : []),
  ],
})

const forLeader = (it: LeaderHome, say: Strings): KnownBlock[] => {
  const { home } = say
  if (it.stage === 'invited') return [section(home.invited), ownData(it, say)]
  if (it.stage === 'declined') {
    return [section(home.declined), actions(button(ids.accept, say.declined.accept)), ownData(it, say)]
  }
  const seen = it.coverage.filter(({ replies }) => replies > 0)
  const quiet = it.coverage.filter(({ replies }) => replies === 0)
  const other = it.replies - seen.reduce((n, one) => n + one.replies, 0)
  return [
    ...standing(it, say),
    ...(it.open
      ? [
          section(
            home.open(ownText(it.open.text), moment(it.open.closesAt)),
            button(ids.writeReply, say.prompt.reply, { value: it.open.delivery, style: 'primary' }),
          ),
        ]
      : []),
    ...(it.next || it.nextDigest
      ? [
          section(
            [
              ...(it.next ? [home.next(moment(it.next))] : []),
              ...(it.nextDigest ? [home.nextDigest(moment(it.nextDigest))] : []),
            ].join('\n'),
          ),
        ]
      : []),
    ...(it.mayAskNow ? [actions(button(ids.askNow, say.welcome.askNow))] : []),
    ...plans(it, say),
    divider,
    ...(it.replies > 0 ? [section(monthSoFar(it, say))] : []),
    section(
      it.replies > 0
        ? [
            home.coverage(it.replies),
            ...seen.map((one) => say.digest.coverageLine(say.concepts[one.concept], one.replies)),
            ...(other > 0 ? [say.digest.coverageLine(say.digest.other, other)] : []),
            ...(quiet.length > 0 ? [home.quietSoFar(quiet.map((one) => say.concepts[one.concept]))] : []),
          ].join('\n')
        : home.nothingYet,
    ),
    ...(it.digests.length > 0
      ? [
          section(home.months, {
            type: 'static_select',
            action_id: ids.openWords,
            placeholder: plain(home.openMonth),
            options: it.digests
              .slice(-mostMonths)
              .toReversed()
              .map(({ month }) => option(month, monthName(month))),
          }),
        ]
      : []),
    ...(it.partnerships.length > 0 ? [divider, section(`*${home.partnerships}*`)] : []),
    ...it.partnerships.flatMap(({ id, name, optedIn, waiting }) => [
      optedIn
        ? section(
            home.optedIn(ownText(name)),
            button(ids.stopTakingPart, home.stop, { value: id, confirm: confirmation(home.stopConfirm) }),
          )
        : section(
            home.optedOut(ownText(name)),
            button(ids.takePart, home.takePart, { value: id, style: 'primary' }),
          ),
      ...(waiting > 0
        ? [
            section(
              home.waiting(waiting),
              button(ids.openPreview, say.digest.openPreview, { value: id, style: 'primary' }),
            ),
          ]
        : []),
    ]),
    divider,
    section(`*${home.settings}*`),
    ...(it.schedule
      ? [
          section(
            home.schedule(say.weekdays[it.schedule.weekday - 1] ?? '', it.schedule.time, it.everyWeeks),
            button(ids.anotherTime, home.changeSchedule),
          ),
        ]
      : []),
    section(home.words, {
      type: 'static_select',
      action_id: ids.chooseWords,
      options: wordsOptions(say),
      initial_option: wordsOptions(say).find(({ value }) => value === it.words),
      confirm: confirmation(home.wordsConfirm),
    }),
    section(home.level, {
      type: 'static_select',
      action_id: ids.chooseLevel,
      options: levelOptions(say),
      initial_option: levelOptions(say).find(({ value }) => value === (it.level ?? 'all')),
    }),
    ...(it.stage === 'active' ? [section(say.pause.offer, pausePicker(say))] : []),
    ownData(it, say),
  ]
}

// Whatever they have become: what is kept of them is theirs to read, to take away and to delete.
const ownData = ({ stage, replies }: LeaderHome, say: Strings): KnownBlock =>
  actions(
    ...(replies > 0 || takesPart(stage) ? [button(ids.openHistory, say.history.open)] : []),
    ...(takesPart(stage) ? [button(ids.openSettings, say.home.allSettings)] : []),
    ...(replies > 0 || takesPart(stage) ? [button(ids.openExport, say.exporting.open)] : []),
    button(ids.openForget, say.erasing.open, { style: 'danger' }),
  )

const takesPart = (stage: LeaderHome['stage']): boolean =>
  stage === 'active' || stage === 'paused' || stage === 'resting'

const monthSoFar = ({ thisMonth: { month, replies, concepts } }: LeaderHome, { home, ...say }: Strings) =>
  [
    `*${monthName(month)}*`,
    replies > 0 ? home.thisMonth(replies) : home.nothingThisMonth,
    ...(concepts.length > 0 ? [concepts.map((concept) => say.concepts[concept]).join(' · ')] : []),
  ].join('\n')

// Home stays on Slack's side, as messages do: their words stand here only where they may stand there.
const plans = ({ plans: all }: LeaderHome, say: Strings): KnownBlock[] => {
  if (all.length === 0) return []
  const { home, plan } = say
  return [
    section(`*${home.plans}*`),
    ...all
      .slice(0, mostPlans)
      .map(({ reflection, words, madeAt, dueOn }) =>
        section(
          `${words ? ownText(beginning(words)) : home.planOf(day(madeAt))}\n_${home.planDue(dateName(dueOn))}_`,
          button(ids.openPlan, plan.read, { value: reflection }),
        ),
      ),
    ...(all.length > mostPlans ? [context(home.morePlans(all.length - mostPlans))] : []),
  ]
}

const beginning = (words: string): string =>
  words.length <= longestPlan ? words : `${words.slice(0, longestPlan).replace(/[\uD800-\uDBFF]$/, '')} …`

// Always there, for everyone who opens this.
const whereToTurn = (help: Home['help'], say: Strings): KnownBlock[] =>
  help.length === 0 ? [] : [section(say.home.turn), ...places(help, say)]

// What someone should know who is not asked just now, and the live challenge.
const standing = ({ stage, pausedUntil, challenge }: LeaderHome, say: Strings): KnownBlock[] => {
  const { home, rest } = say
  const again = actions(
    button(ids.carryOn, rest.startAgain, { style: 'primary' }),
    button(ids.anotherTime, rest.anotherTime),
  )
  return [
    ...(stage === 'paused' && pausedUntil
      ? [section(home.paused(dateName(pausedUntil)), pausePicker(say, pausedUntil)), again]
      : []),
    ...(stage === 'resting' ? [section(home.resting), again] : []),
    ...(stage === 'left' ? [section(home.left), again] : []),
    ...(challenge
      ? [
          section(
            home.challenge(ownText(challenge.name), challenge.placed && say.placements[challenge.placed]),
          ),
        ]
      : []),
  ]
}

const wordsOptions = ({ home }: Strings) => [option('discreet', home.wordsOff), option('shown', home.wordsOn)]

const levelOptions = (say: Strings) => [
  option('all', say.home.anyLevel),
  ...levels.map((level) => option(level, say.levels[level])),
]
