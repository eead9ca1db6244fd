// The App Home: what comes next, where replies fell, what is shared, settings; below it, set-up for an admin.
import type { HomeView, KnownBlock } from '@slack/types'
import { levels } from '../../domain/model.ts'
import type { AdminHome, Home, LeaderHome } from '../../flows/read-home.ts'
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
import { dateName, moment, monthName } from './dates.ts'

/** Slack shows 100 blocks in a Home. */
const mostProgrammes = 25
const mostDoubts = 5

/** Retention ends at five years, and Slack's menus at 100 options. */
const mostMonths = 60

export const homeView = ({ leader, admin }: Home, say: Strings): HomeView => ({
  type: 'home',
  blocks: [
    ...(leader ? forLeader(leader, say) : [header(say.home.title), section(say.home.stranger)]),
    ...(admin ? [divider, ...forAdmin(admin, say)] : []),
  ],
})

const forLeader = (it: LeaderHome, say: Strings): KnownBlock[] => {
  const { home } = say
  if (it.stage === 'invited') return [header(home.title), section(home.invited)]
  if (it.stage === 'declined') {
    return [header(home.title), section(home.declined), actions(button(ids.accept, say.declined.accept))]
  }
  const seen = it.coverage.filter(({ replies }) => replies > 0)
  const other = it.replies - seen.reduce((n, one) => n + one.replies, 0)
  return [
    header(home.title),
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
    divider,
    section(
      it.replies > 0
        ? [
            home.coverage(it.replies),
            ...seen.map((one) => say.digest.coverageLine(say.concepts[one.concept], one.replies)),
            ...(other > 0 ? [say.digest.coverageLine(say.digest.other, other)] : []),
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
    actions(
      button(ids.openHistory, say.history.open),
      button(ids.openSettings, home.allSettings),
      button(ids.openExport, say.exporting.open),
      button(ids.openForget, say.erasing.open, { style: 'danger' }),
    ),
    ...whereToTurn(it.help, say),
    context(home.privacy),
  ]
}

// Always there, for everyone who takes part.
const whereToTurn = (help: LeaderHome['help'], say: Strings): KnownBlock[] =>
  help.length === 0 ? [] : [section(say.home.turn), ...places(help, say)]

// What someone should know who is not asked just now, and the live challenge.
const standing = ({ stage, pausedUntil, challenge }: LeaderHome, say: Strings): KnownBlock[] => {
  const { home, rest } = say
  const again = actions(
    button(ids.carryOn, rest.startAgain, { style: 'primary' }),
    button(ids.anotherTime, rest.anotherTime),
  )
  return [
    ...(stage === 'paused' && pausedUntil ? [section(home.paused(dateName(pausedUntil))), again] : []),
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

const forAdmin = ({ programmes, doubts }: AdminHome, say: Strings): KnownBlock[] => {
  const { admin } = say
  const earlier = programmes.length - mostProgrammes
  return [
    header(admin.title),
    context(admin.intro),
    ...doubts
      .slice(0, mostDoubts)
      .flatMap(({ partnership, name, month, key }) => [
        section(admin.doubt(ownText(name), monthName(month))),
        actions(
          button(ids.digestAppeared, admin.appeared, { value: JSON.stringify({ partnership, key }) }),
          button(ids.digestPostAgain, admin.postAgain, { value: JSON.stringify({ partnership, key }) }),
        ),
      ]),
    ...(programmes.length === 0 ? [section(admin.none)] : []),
    ...(earlier > 0 ? [context(admin.earlier(earlier))] : []),
    ...programmes.slice(-mostProgrammes).map(({ name, at, startsOn, invited, channel }) =>
      section(
        [
          admin.programme({
            name: ownText(name),
            weekday: say.weekdays[at.weekday - 1] ?? '',
            time: at.time,
            startsOn: dateName(startsOn),
            invited,
          }),
          ...(channel ? [admin.inChannel(channel)] : []),
        ].join(' '),
      ),
    ),
    actions(button(ids.newProgramme, admin.make, { style: 'primary' })),
  ]
}

const wordsOptions = ({ home }: Strings) => [option('discreet', home.wordsOff), option('shown', home.wordsOn)]

const levelOptions = (say: Strings) => [
  option('all', say.home.anyLevel),
  ...levels.map((level) => option(level, say.levels[level])),
]
