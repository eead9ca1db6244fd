// How delivery goes, for admins: each of Slack’s reasons in words, and what to do about it.
import { plural } from './plural.ts'

/** What it means and what to do, by the reason that Slack gives. */
const reasons: Record<string, { means: string; remedy: string }> = {
  account_closed: {
    means: 'Their Slack account is closed.',
    remedy: 'Nothing is lost. If it opens again, Balcony goes on. Otherwise take them out of the programme.',
  },
  not_in_channel: {
    means: 'Balcony is not in the channel.',
    remedy: 'Open the channel, and type `/invite @Balcony`.',
  },
  channel_not_found: {
    means: 'The channel or conversation is gone, or Balcony was taken out of it.',
    remedy:
      'For a partnership’s channel, type `/invite @Balcony` there. A person may write to Balcony first.',
  },
  is_archived: {
    means: 'The channel is archived.',
    remedy: 'Unarchive it in Slack, or link another channel.',
  },
  user_not_found: {
    means: 'Slack does not know this account any more.',
    remedy: 'Take it out of the programme, and put in the account that they use now.',
  },
  cannot_dm_bot: {
    means: 'That account is a bot’s, and bots get no messages.',
    remedy: 'Take it out of the programme.',
  },
  messages_tab_disabled: {
    means: 'Balcony’s Messages tab is switched off, so nobody can be written to.',
    remedy:
      'Whoever manages the Slack app switches it on: App Home, Show Tabs, Messages Tab. The manifest that comes with Balcony has it on.',
  },
  missing_scope: {
    means: 'The Slack app lacks a permission that Balcony needs.',
    remedy: 'Whoever manages the Slack app puts in Balcony’s manifest again, and installs the app anew.',
  },
  restricted_action: {
    means: 'A rule of this workspace stops Balcony from posting there.',
    remedy: 'An owner of the workspace allows apps to post: see the channel’s posting permissions.',
  },
  token_revoked: {
    means: 'Slack no longer takes the token that Balcony signs in with.',
    remedy: 'Whoever runs the server installs the Slack app anew, and puts the new token in.',
  },
  account_inactive: {
    means: 'The Slack app was taken out of this workspace, or its account is closed.',
    remedy: 'Whoever runs the server installs the Slack app anew, and puts the new token in.',
  },
  ratelimited: {
    means: 'Slack asked Balcony to slow down.',
    remedy: 'Nothing to do: messages wait their turn. If it stays for days, tell whoever runs the server.',
  },
  invalid_blocks: {
    means: 'Slack did not take a message as Balcony had laid it out.',
    remedy: 'That is a fault of Balcony’s. Tell whoever runs the server, who can report it.',
  },
  msg_too_long: {
    means: 'A message was too long for Slack.',
    remedy: 'That is a fault of Balcony’s. Tell whoever runs the server, who can report it.',
  },
  outcome_unknown: {
    means: 'Slack did not say whether a message had arrived, and it could not be found.',
    remedy: 'Nothing to do, unless it happens often. Then tell whoever runs the server.',
  },
}

/** Other names that Slack has for the same thing. */
const sameAs: Record<string, string> = {
  not_authed: 'token_revoked',
  invalid_auth: 'token_revoked',
  token_expired: 'token_revoked',
  rate_limited: 'ratelimited',
  message_limit_exceeded: 'ratelimited',
  invalid_blocks_format: 'invalid_blocks',
  msg_blocks_too_long: 'msg_too_long',
  users_not_found: 'user_not_found',
  user_not_visible: 'user_not_found',
  user_disabled: 'account_closed',
  posting_to_general_channel_denied: 'restricted_action',
  restricted_action_read_only_channel: 'restricted_action',
  no_permission: 'missing_scope',
  not_allowed_token_type: 'missing_scope',
  team_access_not_granted: 'restricted_action',
}

export const adminDelivery = {
  adminDelivery: {
    area: (troubles: number, unreachable: number) =>
      [
        '*Delivery*',
        troubles === 0 && unreachable === 0
          ? 'Everything arrives.'
          : [
              ...(troubles > 0
                ? [`Slack did not take everything: ${plural(troubles, 'reason', 'reasons')}.`]
                : []),
              ...(unreachable > 0
                ? [`${plural(unreachable, 'account', 'accounts')} cannot be reached.`]
                : []),
            ].join(' '),
      ].join('\n'),
    open: 'See delivery',
    title: 'Delivery',
    intro:
      'How Balcony’s messages go out. You cannot see what is in them, nor whether any one person is asked or answers.',
    due: (date: string) =>
      `The next questions go out on ${date}, by the days of your programmes. People may have chosen another day.`,
    nothingDue: 'No questions are due: no programme asks anything now.',
    reasons,
    sameAs,
    unknown: {
      means: (reason: string) => `Slack did not take a message, and said only \`${reason}\`.`,
      remedy: 'Tell whoever runs the server, who finds more in the log.',
    },
    fine: '*Nothing is in the way.* Slack took all messages of the last two weeks.',
    troubles: '*What Slack did not take, in the last two weeks*',
    trouble: (means: string, remedy: string, last: string) => `*${means}*\n${remedy}\n_Last time: ${last}_`,
    unreachable: '*Accounts that cannot be reached*',
    unreachableNote:
      'Only accounts that are closed, or that no invitation reached. It says nothing of who takes part.',
    account: (who: string, means: string, remedy: string) => `${who}: ${means} ${remedy}`,
    more: (n: number) => `${plural(n, 'more stands', 'more stand')} behind these.`,
    weeks: '*Week by week*',
    noWeeks: 'The first week stands here a week after it has ended, once most of its replies are in.',
    weekOf: (date: string) => `*Week of ${date}*`,
    asked: (band: string) => `${band} people were asked`,
    replied: (band: string) => `${band} of them replied`,
    notShown: 'No figures',
    allInTime: 'all went out in time',
    late: (amount: string) => `${amount} late`,
    missed: (amount: string) => `${amount} not sent`,
    failed: (amount: string) => `${amount} refused by Slack`,
    few: 'a few',
    band: (from: number, to: number | undefined) =>
      to === undefined ? `${from} or more` : `${from} to ${to}`,
    note: 'Figures are bands. They stand here only where there are enough people that nobody can be picked out, and they never change later. A band moves only when five people or more have come or gone, so it may lag a little.',
  },
}
