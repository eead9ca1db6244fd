// Letters as messages. Each carries a `text` that is complete for a screen reader and free of anyone's words.

import type { KnownBlock, StaticSelect } from '@slack/types'
import { outcomes } from '../../domain/commitment.ts'
import type {
  FurtherInvitation,
  Invitation,
  Letter,
  Question,
  Receipt,
  RestOffer,
  Seen,
  Welcome,
} from '../../domain/letter.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
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
  quoted,
  section,
  sections,
} from './blocks.ts'
import type { ChartBlock } from './chart.ts'
import { dateName, moment, monthName } from './dates.ts'
import { digest } from './digest.ts'
import { edition } from './edition.ts'
import { introduction } from './introduction.ts'
import { programmeFacts } from './programme-facts.ts'
import { testQuestion } from './test-question.ts'

/** What *Later* offers to pause for (weeks). */
export const pauseWeeks = [1, 2, 4] as const
/** And a reminder at a moment that they choose in a window. */
export const ownTime = 'own-time'

/** `plainer` says the same without a picture, where Slack does not take one. */
export type Rendered = { text: string; blocks: (KnownBlock | ChartBlock)[]; plainer?: KnownBlock[] }
type Pictureless = { text: string; blocks: KnownBlock[] }

export const renderLetter = (letter: Letter, say: Strings): Rendered => {
  switch (letter.kind) {
    case 'invitation':
      return invitation(letter, say)
    case 'further-invitation':
      return furtherInvitation(letter, say)
    case 'welcome':
      return welcome(letter, say)
    case 'declined':
      return {
        text: say.declined.text,
        blocks: [section(say.declined.body), actions(button(ids.accept, say.declined.accept))],
      }
    case 'prompt':
      return question(letter, say)
    case 'test-question':
      return testQuestion(letter, question(letter.question, say).blocks, say)
    case 'reminder':
      return {
        text: say.prompt.text(ownText(letter.text)),
        blocks: [
          section(say.reminder.body(ownText(letter.text), moment(letter.closesAt))),
          actions(button(ids.writeReply, say.prompt.reply, { value: letter.delivery, style: 'primary' })),
        ],
      }
    case 'receipt':
      return receipt(letter, say)
    case 'not-a-reply':
      return {
        text: say.notAReply.text,
        blocks: [
          section(say.notAReply.body, button(ids.replyAfterAll, say.notAReply.undo, { value: letter.ts })),
        ],
      }
    case 'rest-offer':
      return restOffer(letter, say)
    case 'digest':
      return digest(letter, say)
    case 'edition':
      return edition(letter, say)
    case 'introduction':
      return introduction(letter, say)
    case 'on-request': {
      const { text, filed, ...says } = say.requests
      return {
        text,
        blocks: [section(letter.is === 'filed' ? filed(ownText(letter.reason)) : says[letter.is])],
      }
    }
    case 'channel-trouble': {
      const { text, is } = say.admin.trouble
      return { text, blocks: [section(is[letter.trouble](ownText(letter.name), letter.channel))] }
    }
    case 'digest-missed': {
      const { text, missed } = say.admin.trouble
      return { text, blocks: [section(missed(ownText(letter.name), monthName(letter.month)))] }
    }
    default:
      return letter satisfies never
  }
}

/** Who can see a reply, in a sentence. */
const seenBy = ({ sharedWith, late }: Seen, say: Strings): string =>
  [
    ...(sharedWith.length === 0 ? [say.seen.onlyYou] : []),
    ...sharedWith.map(({ choice, named, approved, ...it }) => {
      const name = ownText(it.name)
      if (choice === 'theme') return approved ? say.seen.approvedTheme(name) : say.seen.theme(name)
      return approved ? say.seen.approvedWords(name, named) : say.seen.words(name, named)
    }),
    ...(late ? [say.seen.late] : []),
  ].join(' ')

const invitation = ({ programme, facts, partnerships }: Invitation, say: Strings): Rendered => {
  const it = say.invitation
  // One rhythm is named where there is one.
  const rhythms = new Set(facts.map((one) => one.often))
  const often = rhythms.size === 1 ? ([...rhythms][0] ?? 'weekly') : 'cron'
  const points = [
    it.onlyYou,
    ...(partnerships.length > 0 ? [it.sharing(ownText(partnerships.join(', ')))] : []),
    it.technically,
  ]
  return {
    text: it.text,
    blocks: [
      header(often === 'weekly' ? it.title : it.titleAnyTime),
      section(it.what(ownText(programme), it.often[often])),
      section(`${it.whoSees}\n${points.map((point) => `• ${point}`).join('\n')}`),
      section(`${it.notice}\n${it.noticeText}`),
      ...programmeFacts(facts, say),
      actions(button(ids.accept, it.accept, { style: 'primary' }), button(ids.decline, it.decline)),
      context(it.eitherWay),
    ],
  }
}

const furtherInvitation = (
  { id, programme, facts, partnerships, state }: FurtherInvitation,
  say: Strings,
): Rendered => {
  const it = say.furtherInvitation
  const name = ownText(programme)
  const accept = button(ids.accept, it.accept, {
    value: id,
    ...(state === 'invited' && { style: 'primary' }),
  })
  if (state === 'joined') return { text: it.text, blocks: [section(it.joined(name))] }
  if (state === 'declined') {
    return {
      text: it.text,
      blocks: [section(it.declined(name), button(ids.accept, it.after, { value: id }))],
    }
  }
  return {
    text: it.text,
    blocks: [
      section(it.what(name)),
      ...(partnerships.length > 0 ? [section(say.invitation.sharing(ownText(partnerships.join(', '))))] : []),
      ...programmeFacts([facts], say),
      actions(accept, button(ids.decline, it.decline, { value: id })),
      context(say.invitation.eitherWay),
    ],
  }
}

const welcome = ({ next, partnerships, mayAskNow }: Welcome, say: Strings): Rendered => {
  const it = say.welcome
  return {
    text: it.text,
    blocks: [
      header(it.title),
      section(next ? it.next(moment(next)) : it.noNext),
      actions(
        ...(mayAskNow ? [button(ids.askNow, it.askNow, { style: 'primary' })] : []),
        button(ids.openSettings, it.settings),
      ),
      context(it.defaults),
      ...partnerships.map(({ id, name, optedIn }) =>
        optedIn
          ? section(it.takesPart(ownText(name)))
          : section(it.partnership(ownText(name)), button(ids.takePart, say.home.takePart, { value: id })),
      ),
    ],
  }
}

const question = (letter: Question, say: Strings): Pictureless => {
  const { delivery, theme, text, state, closesAt, reply, plan, lookBack, challenge } = letter
  const it = say.prompt
  const about = theme.concept ? say.concepts[theme.concept] : say.themes[theme.kind]
  const write = button(ids.writeReply, it.reply, { value: delivery, style: 'primary' })
  const asked = ownText(text)
  const head: KnownBlock[] = [
    ...(plan ? howItWent(plan, say) : []),
    context([it.thisWeek, about].filter(Boolean).join(' · ')),
    section(`*${asked}*`),
    ...(lookBack?.words ? sections(lookBack.words, quoted) : []),
    ...(challenge ? [context(it.withChallenge(challenge.name && ownText(challenge.name)))] : []),
  ]
  const rendered = (...rest: KnownBlock[]): Pictureless => ({
    text: it.text(asked),
    blocks: [...head, ...rest],
  })
  if (reply) {
    const open = button(ids.openReply, it.openReply, { value: reply.reflection })
    return rendered(section(`${say.receipt.answer} ${seenBy(reply, say)}`), actions(open))
  }
  if (lookBack?.saw === 'same') return rendered(context(say.lookBack.saidSame), actions(write))
  if (letter.hasLeft) return rendered(context(it.left))
  switch (state) {
    case 'open':
      return rendered(
        ...(lookBack && !lookBack.isGone
          ? lookBackButtons(delivery, lookBack.words === undefined, say)
          : [
              ...(lookBack ? [context(say.lookBack.gone)] : []),
              actions(
                write,
                ...(letter.maySwap && !lookBack
                  ? [button(ids.anotherQuestion, it.another, { value: delivery })]
                  : []),
                ...(letter.maySwapBack ? [button(ids.firstQuestion, it.first, { value: delivery })] : []),
                button(ids.notThisWeek, it.notThisWeek, { value: delivery }),
                laterMenu(letter, say),
              ),
              context(it.orType(moment(closesAt))),
            ]),
        ...putOff(letter, say),
      )
    case 'skipped':
      return letter.mayTakeUp
        ? rendered(section(it.skipped, button(ids.takeUp, it.takeUp, { value: delivery })))
        : rendered(context(it.skipped))
    case 'closed':
    case 'answered':
      return rendered(context(it.closed), actions(write))
    case 'missed':
      return rendered(context(it.missed))
    default:
      return state satisfies never
  }
}

// One tap each: a reminder, or a pause.
const laterMenu = ({ delivery, remindTimes }: Question, say: Strings): StaticSelect => {
  const it = say.prompt
  const value = (when: string) => JSON.stringify({ delivery, when })
  return {
    type: 'static_select',
    action_id: ids.later,
    placeholder: plain(it.later),
    options: [
      ...remindTimes.map((when) => option(value(when), it.laterTimes[when])),
      option(value(ownTime), it.laterOwn),
      ...pauseWeeks.map((weeks) => option(value(`${weeks}`), it.laterPauses[weeks])),
    ],
  }
}

const putOff = ({ delivery, remindAt, pausedUntil }: Question, say: Strings): KnownBlock[] => [
  ...(remindAt
    ? [
        section(
          say.prompt.remindAt(moment(remindAt)),
          button(ids.noReminder, say.prompt.noReminder, { value: delivery }),
        ),
      ]
    : []),
  ...(pausedUntil
    ? [
        section(
          say.prompt.pausedUntil(dateName(pausedUntil)),
          button(ids.endPause, say.prompt.endPause, { value: delivery }),
        ),
      ]
    : []),
]

const lookBackButtons = (delivery: string, isDiscreet: boolean, say: Strings): KnownBlock[] => {
  const it = say.lookBack
  const value = { value: delivery }
  const differently = isDiscreet ? it.readAndSay : it.differently
  return [
    actions(
      button(ids.sawDifferently, differently, { ...value, style: 'primary' }),
      button(ids.sawTheSame, it.same, value),
      button(ids.notToday, it.notToday, value),
      button(ids.leaveWordsAlone, it.notAgain, value),
    ),
    ...(isDiscreet ? [context(it.discreet)] : []),
  ]
}

/** A plan is a line or two. A longer one is begun here, and read behind its button. */
const longestPlan = 600

const howItWent = (plan: NonNullable<Question['plan']>, say: Strings): KnownBlock[] => {
  const it = say.plan
  const isLong = (plan.words?.length ?? 0) > longestPlan
  const shown = isLong ? `${plan.words?.slice(0, longestPlan).replace(/[\uD800-\uDBFF]$/, '')} …` : plan.words
  const words = shown ? sections(shown, quoted) : []
  const read = button(ids.openPlan, plan.outcome === 'live' ? it.read : it.helped, { value: plan.reflection })
  if (plan.outcome !== 'live') return [...words, section(it.said[plan.outcome], read), divider]
  if (plan.carried) return [...words, section(it.notYet, read), divider]
  return [
    section(it.ask(plan.words !== undefined), {
      type: 'static_select',
      action_id: ids.howItWent,
      placeholder: plain(it.choose),
      options: outcomes.map((outcome) =>
        option(JSON.stringify({ reflection: plan.reflection, outcome }), it.outcomes[outcome]),
      ),
    }),
    ...words,
    ...(plan.words && !isLong ? [] : [actions(read)]),
    divider,
  ]
}

const receipt = (letter: Receipt, say: Strings): Rendered => {
  const { ts, reply, asked, as, next, mind, confirmed, changedHere } = letter
  const it = say.receipt
  const what = as === 'answer' ? (asked ? it.answer : it.free) : it[as]
  const value = { value: reply.reflection }
  const saved = section(`${what} ${seenBy(reply, say)}`)
  const open = button(ids.openReply, it.open, value)
  const notAReply = button(ids.notAReply, it.notAReply, { value: ts })
  const { caution } = say
  if (mind) {
    return {
      text: it.text,
      blocks: [
        saved,
        section(
          [
            ...(confirmed
              ? [caution.confirmed]
              : [
                  caution.found(mind.identifiers.map((kind) => caution.kinds[kind])),
                  mind.always ? caution.always : caution.recognised,
                ]),
            caution.stays['with-us'],
          ].join(' '),
        ),
        actions(
          ...(confirmed
            ? [button(ids.setAsideAgain, caution.setAside, value)]
            : mind.always
              ? []
              : [button(ids.useAfterAll, caution.use, value)]),
          open,
          notAReply,
        ),
      ],
    }
  }
  const head = changedHere ? [saved, context(caution.stays['with-us'])] : [saved]
  if (!next) return { text: it.text, blocks: [...head, actions(open, notAReply)] }
  const question = next.asks === 'so-what' ? it.soWhat(ownText(next.question)) : it.nowWhat
  return {
    text: it.textAsking,
    blocks: [...head, section(question), actions(button(ids.enough, it.enough, value), open, notAReply)],
  }
}

const restOffer = ({ again, state }: RestOffer, say: Strings): Rendered => {
  const it = say.rest
  if (state === 'no-programme') return { text: it.text, blocks: [section(say.home.noProgramme)] }
  if (state !== 'resting') return { text: it.text, blocks: [section(it.chose[state])] }
  return {
    text: it.text,
    blocks: [
      section(again ? it.again : it.offer),
      actions(
        again
          ? button(ids.startAgain, it.startAgain, { style: 'primary' })
          : button(ids.carryOn, it.carryOn, { style: 'primary' }),
        button(ids.everyOtherWeek, it.everyOtherWeek),
        button(ids.pauseForAMonth, it.pauseForAMonth),
        button(ids.anotherTime, it.anotherTime),
        button(ids.leave, it.leave, { confirm: confirmation(it.leaveConfirm) }),
      ),
      context(it.orNothing),
    ],
  }
}
