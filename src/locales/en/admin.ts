// The Home tab of an admin, and the forms behind it.
import { plural } from './plural.ts'

export const admin = {
  admin: {
    title: 'For admins',
    intro:
      'You set up who is asked and when. You cannot see what anyone writes, whether they answer, or whether they take part.',
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
    notAllowed: 'Only an admin of this workspace can do that.',
  },
}
