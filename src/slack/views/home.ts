// The App Home: what comes next, this month, where replies fell, what is shared, settings; below it, set-up for an admin.
import type { HomeView, KnownBlock, StaticSelect } from '@slack/types'
import type { Home, LeaderHome } from '../../flows/read-home.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { placeLines } from '../modals/caution.ts'
import {
  actions,
  button,
  confirmation,
  context,
  divider,
  header,
  lined,
  option,
  ownText,
  plain,
  section,
} from './blocks.ts'
import { dateName, day, moment, monthName } from './dates.ts'
import { forAdmin } from './home-admin.ts'
import { sharing } from './home-sharing.ts'
import { pausePicker } from './pause.ts'
import { whenTheyAreAsked } from './rhythm.ts'

/** Slack shows 100 blocks in a Home, and an admin has a part of it: of what may be many, the soonest stand here. */
const mostPlans = 5

/** They stand in one section with what comes next; few are in more programmes at once. */
const mostPauses = 2

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
  switch (it.stage) {
    case 'invited':
      return [section(it.mayAccept ? home.invited : home.stranger), ...ownData(it, say)]
    case 'declined':
      return it.mayAccept
        ? [section(home.declined), actions(button(ids.accept, say.declined.accept)), ...ownData(it, say)]
        : [section(home.stranger), ...ownData(it, say)]
    case 'left':
      return [
        ...standing(it, say),
        ...challenge(it, say),
        ...(it.replies > 0 ? written(it, say) : []),
        ...sharing(it, say),
        ...settings(it, say),
        ...ownData(it, say),
      ]
    default:
      return [
        ...standing(it, say),
        ...whatComes(it, say),
        ...challenge(it, say),
        ...plans(it, say),
        ...written(it, say),
        ...sharing(it, say),
        ...settings(it, say),
        ...ownData(it, say),
      ]
  }
}

// What someone should know who is not asked just now.
const standing = ({ stage, pausedUntil, hasProgramme }: LeaderHome, say: Strings): KnownBlock[] => {
  const { home, rest } = say
  if (!hasProgramme && stage !== 'left') return [section(home.noProgramme)]
  const again = button(ids.startAgain, rest.startAgain, { style: 'primary' })
  const otherwise = button(ids.anotherTime, rest.anotherTime)
  return [
    ...(stage === 'paused' && pausedUntil
      ? [section(home.paused(dateName(pausedUntil))), actions(again)]
      : []),
    ...(stage === 'resting' ? [section(home.resting), actions(again, otherwise)] : []),
    ...(stage === 'left' ? [section(home.left), actions(again)] : []),
  ]
}

const whatComes = (it: LeaderHome, say: Strings): KnownBlock[] => {
  const { home } = say
  const next = [
    ...it.programmePauses
      .slice(0, mostPauses)
      .map(({ name, until, reason }) =>
        home.programmePaused(ownText(name), dateName(until), ownText(reason)),
      ),
    ...(it.next ? [home.next(moment(it.next))] : []),
    ...(it.nextDigest ? [home.nextDigest(moment(it.nextDigest))] : []),
  ]
  return [
    ...(it.open
      ? [
          section(
            home.open(ownText(it.open.text), moment(it.open.closesAt)),
            button(ids.writeReply, say.prompt.reply, { value: it.open.delivery, style: 'primary' }),
          ),
        ]
      : []),
    ...(next.length > 0
      ? [section(next.join('\n'), it.mayAskNow ? button(ids.askNow, say.welcome.askNow) : undefined)]
      : []),
  ]
}

const challenge = ({ challenge: it, earlierChallenges }: LeaderHome, say: Strings): KnownBlock[] => {
  const open = button(ids.openChallenge, say.prompt.openReply)
  if (it) {
    return [
      section(say.home.challenge(it.name && ownText(it.name), it.placed && say.placements[it.placed]), open),
    ]
  }
  return earlierChallenges > 0 ? [section(say.home.earlierChallenges(earlierChallenges), open)] : []
}

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

// What the next look back has so far, where all of it fell, and the way to read it.
const written = (it: LeaderHome, say: Strings): KnownBlock[] => {
  const { home } = say
  if (it.replies === 0) return [divider, section(home.nothingYet)]
  const seen = it.coverage.filter(({ replies }) => replies > 0)
  const quiet = it.coverage.filter(({ replies }) => replies === 0)
  const other = it.replies - seen.reduce((n, one) => n + one.replies, 0)
  return [
    divider,
    ...(it.lackingWords > 0 ? [section(home.lackingWords(it.lackingWords))] : []),
    section(soFar(it, say)),
    section(
      [
        home.coverage(it.replies),
        ...seen.map((one) => say.digest.coverageLine(say.concepts[one.concept], one.replies)),
        ...(other > 0 ? [say.digest.coverageLine(say.digest.other, other)] : []),
        ...(quiet.length > 0 ? [home.quietSoFar(quiet.map((one) => say.concepts[one.concept]))] : []),
      ].join('\n'),
    ),
    actions(
      button(ids.openHistory, say.history.open),
      ...(it.digests.length > 0 ? [monthMenu(it, say)] : []),
    ),
  ]
}

const soFar = ({ sinceLookBack: { at, replies, concepts } }: LeaderHome, { home, ...say }: Strings): string =>
  [
    home.sinceLookBack(at && day(at)),
    replies > 0 ? home.soFar(replies) : home.nothingSoFar,
    ...(concepts.length > 0 ? [concepts.map((concept) => say.concepts[concept]).join(' · ')] : []),
  ].join('\n')

const monthMenu = ({ digests }: LeaderHome, { home }: Strings): StaticSelect => ({
  type: 'static_select',
  action_id: ids.openWords,
  placeholder: plain(home.openMonth),
  options: digests
    .slice(-mostMonths)
    .toReversed()
    .map(({ month }) => option(month, monthName(month))),
})

// How they are asked, in a few sentences; all of it is chosen in one form, and what is wanted in a hurry is a tap.
const settings = (it: LeaderHome, say: Strings): KnownBlock[] => {
  const { home, rest } = say
  const isShown = it.words === 'shown'
  const hasLeft = it.stage === 'left'
  return [
    divider,
    section(
      [
        `*${home.settings}*`,
        ...(it.asked && !hasLeft ? [whenTheyAreAsked(it.asked, say)] : []),
        ...(hasLeft ? [] : [home.wordedFor(it.level && say.levels[it.level])]),
        home.wordsAre[it.words],
      ].join('\n'),
      button(ids.openSettings, home.allSettings),
    ),
    actions(
      ...(it.stage === 'resting' || hasLeft || !it.hasProgramme ? [] : [pausePicker(say, it.pausedUntil)]),
      button(ids.chooseWords, isShown ? home.hideWords : home.showWords, {
        value: isShown ? 'discreet' : 'shown',
        ...(!isShown && { confirm: confirmation(home.wordsConfirm) }),
      }),
      ...(hasLeft ? [] : [button(ids.leave, rest.leave, { confirm: confirmation(rest.leaveConfirm) })]),
    ),
  ]
}

// Whatever they have become: what is kept of them is theirs to take away and to delete.
const ownData = ({ stage, replies }: LeaderHome, say: Strings): KnownBlock[] => {
  const wasAsked = takesPart(stage) || stage === 'left' || replies > 0
  const isLeft = stage === 'left' && replies === 0
  const { yours, yoursWithoutReplies, yoursOnlyInvited } = say.home
  return [
    divider,
    section(isLeft ? yoursWithoutReplies : wasAsked ? yours : yoursOnlyInvited),
    actions(
      ...(wasAsked ? [button(ids.openExport, say.exporting.open)] : []),
      button(ids.openForget, say.erasing.open, { style: 'danger' }),
    ),
  ]
}

const takesPart = (stage: LeaderHome['stage']): boolean =>
  stage === 'active' || stage === 'paused' || stage === 'resting'

// Always there, for everyone who opens this.
const whereToTurn = (help: Home['help'], say: Strings): KnownBlock[] =>
  help.length === 0 ? [] : [divider, ...lined([say.home.turn, ...placeLines(help, say)])]
