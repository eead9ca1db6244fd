// The Home tab of an admin, and the forms behind it.
import { plural } from './plural.ts'

export const admin = {
  admin: {
    title: 'For admins',
    intro:
      'You set up who is asked and when. You cannot see what anyone writes, whether they answer, or whether they take part.',
    facilitatorTitle: 'For facilitators',
    facilitatorIntro:
      'You look after a partnership’s channel and its monthly digest. You cannot see what anyone writes, whether they answer, or whether they take part.',
    make: 'New programme',
    none: 'There is no programme yet. Make one, and its people are invited.',
    programme: (it: { name: string; weekday: string; time: string; startsOn: string; invited: number }) =>
      `*${it.name}*\n${it.weekday}s at ${it.time}, each in their own time zone, from ${it.startsOn}. ${plural(it.invited, 'person', 'people')} invited.`,
    inChannel: (channel: string) => `Digest in <#${channel}>.`,
    earlier: (n: number) => `${plural(n, 'earlier programme is', 'earlier programmes are')} not shown here.`,
    doubt: (name: string, month: string) =>
      `*Did the ${month} digest appear in ${name}?* Slack did not answer in time, and Balcony may not read that channel.`,
    appeared: 'Yes, it is there',
    postAgain: 'No, post it',
    form: {
      title: 'New programme',
      submit: 'Make it',
      cancel: 'Cancel',
      name: 'Name',
      nameHint: 'People see it in their invitation.',
      people: 'People',
      peopleHint: 'Each gets one invitation, and nothing else until they accept. You will not see who does.',
      weekday: 'Weekday',
      time: 'Time',
      timeHint: 'In each person’s own time zone.',
      startsOn: 'Starts on',
      channel: 'Partnership channel',
      channelHint:
        'A private channel for the monthly shared digest. Invite Balcony to it first: /invite @Balcony',
      nation: 'Public holidays of',
      answersFor: 'Who answers for what people write?',
      answersForHint: 'The organisation and a privacy contact. People see this before they accept.',
      errors: {
        past: 'That day has passed. Choose today or later.',
        nobody: 'Choose at least one person.',
        'name-taken': 'There is a programme of this name already. Choose another name.',
        'channel-out-of-reach':
          'Balcony is not in that channel. Type /invite @Balcony there, then try again.',
        'channel-public':
          'That channel is public: anyone in the workspace could read what people share. Choose a private channel.',
      },
    },
    /** `name` is the channel’s name as it was last seen; `id`, how it is named to Slack. */
    trouble: {
      text: 'Balcony has something to tell you about a partnership’s channel.',
      is: {
        archived: (name: string, _id: string) =>
          `*${name} is archived*, so its monthly digest cannot be posted. Nothing is lost: what people said yes to waits for the next digest. To go on, unarchive the channel in Slack.`,
        'out-of-reach': (name: string, _id: string) =>
          `*Balcony cannot get at ${name} any more*, so its monthly digest cannot be posted. Nothing is lost: what people said yes to waits for the next digest. To go on, open the channel and type \`/invite @Balcony\`.`,
        public: (name: string, id: string) =>
          `*<#${id}> (${name}) is public now*: anyone in the workspace can read it. Words that people agreed to share while it was private are held back until they agree again. If that was not meant, make it private again in Slack.`,
        shared: (name: string, id: string) =>
          `*<#${id}> (${name}) is shared with another organisation*, which keeps a copy by its own rules. Words that people agreed to share before are held back until they agree again. People of the other organisation cannot be asked by Balcony; they take part in the talk.`,
      },
    },
    notAllowed:
      'Only an admin of this workspace can do that. If you think that you should be one, ask whoever set Balcony up here.',
  },
}
