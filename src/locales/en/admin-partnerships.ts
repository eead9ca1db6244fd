// Partnerships, as admins and facilitators set them up.
import { plural } from './plural.ts'

export const adminPartnerships = {
  adminPartnerships: {
    area: (n: number) =>
      n === 0
        ? '*Partnerships*\nNo channel is linked yet. A partnership’s channel gets a digest a month.'
        : `*Partnerships*\n${plural(n, 'channel gets', 'channels get')} a digest a month.`,
    open: 'Open partnerships',
    title: 'Partnerships',
    intro:
      'Each channel gets one digest a month, made of what leaders chose to share and said yes to. You see how it is set up, and never who takes part.',
    none: 'No channel is linked yet.',
    more: (n: number) => `${plural(n, 'more is', 'more are')} not shown here.`,
    posts: (day: string, time: string, zone: string) => `Posts on the ${day} of a month at ${time}, ${zone}.`,
    needs: (contributors: number, others: number) =>
      `A figure needs ${contributors} people behind it, and ${others} who stayed out of it.`,
    lookedAfter: (who: readonly string[]) => `Looked after by ${who.join(', ')}.`,
    nobody: 'Only admins look after it so far.',
    change: 'Change',
    people: 'Change its people',
    peopleOf: (programme: string) => `Change the people of ${programme}`,
    linkOpen: 'Link a channel',
    linkTitle: 'Link a channel',
    linkIntro:
      'Invite Balcony to the channel first: open it, and type `/invite @Balcony`. Nobody is invited to take part by this: leaders come through a programme.',
    /** Said before a channel is linked, so that nobody is surprised by it there. */
    introduces:
      'Once it is linked, Balcony posts one message there for all to read: what it does, that nothing comes there without its writer’s yes, and how guests and people of other organisations take part. It says nothing of who takes part.',
    link: 'Link it',
    changeTitle: 'Partnership',
    save: 'Save',
    cancel: 'Cancel',
    channel: 'Channel',
    channelHint: 'A private channel, so that only its members read what people share.',
    isPublic: (channel: string) =>
      `*${channel} is public.* Anyone in this workspace could read what people share there, now and later. A private channel is safer: choose one below. Or say why it has to be this one. People read your reason before they say yes, and it is in the audit log that you gave one.`,
    why: 'Why a public channel?',
    whyHint: 'Leave it empty if you choose a private channel.',
    isPublicNow:
      '*This channel is public now.* Anyone in this workspace can read it. Nothing that people share is posted there until it is private again in Slack, or until you say why it should be public. People read your reason before they say yes.',
    whyStayHint: 'Leave it empty if it is to be private again.',
    override: (why: string) => `A public channel, because: ${why}`,
    programmes: 'Leaders of',
    programmesHint: 'Whoever takes part in one of these programmes may choose to take part in the digest.',
    noProgrammes: 'There is no programme yet. Make one in your Home, and choose it here then.',
    facilitators: 'Looked after by',
    facilitatorsHint:
      'A facilitator may change the digest’s day and hour, say whether a post of Balcony’s arrived, and take out what the team wrote under a digest. They see no more than you do.',
    contributors: 'Fewest people behind a figure',
    contributorsHint: 'Five or more. A new number counts from the next digest on.',
    others: 'Fewest people who stayed out of it',
    othersHint: 'Three or more. A new number counts from the next digest on.',
    day: 'Digest comes on',
    dayHint: 'The digest looks back on the month before.',
    workingDay: (n: number) => `${ordinals[n] ?? n} working day`,
    onWorkingDay: (n: number) => `The ${ordinals[n] ?? n} working day`,
    time: 'Hour',
    zone: 'Time zone',
    nation: 'Public holidays of',
    inviting:
      'To invite more leaders, press Cancel, then *Change its people* in the list. Each gets an invitation of their own, and you will not see who accepts.',
    unlink: 'Unlink this channel',
    unlinkConfirm: {
      title: 'Unlink this channel?',
      text: 'It gets no more digests. What was posted stays, and people can still take their own words out of it. If you link it again, everyone is asked anew.',
      confirm: 'Unlink',
      deny: 'Keep it',
    },
    unlinkedBefore: (name: string) =>
      `*${name}* is unlinked. It gets no more digests, and what was posted there stays.`,
    teamWords: {
      open: 'What the team wrote',
      title: 'What the team wrote',
      intro: (name: string) =>
        `*${name}*\nUnder each digest anyone in the channel can write down what the team agreed, and how its last plan went. They can change that themselves for two working days. If something should not stand there, such as a person’s name, you can take it out here at any time.`,
      private:
        'The same months stand here whether or not the team wrote anything. What it wrote is shown in the channel alone. A plan is kept under the digest that it was written under: one that stands below *Last time we said* is a month or two older.',
      none: 'No digest has been posted there yet.',
      takeOut: 'Take this out',
      confirm: {
        title: 'Take it out?',
        text: (month: string) =>
          `What the team wrote under the ${month} digest leaves it, and every digest that repeats it. The next one does not ask about it. It cannot be put back. The log says who did this, and not what stood there.`,
        confirm: 'Take it out',
        deny: 'Keep it',
      },
      done: (name: string, month: string) =>
        `Balcony keeps no word any more of what the team wrote under the ${month} digest of ${name}, but for backups, which hold it for up to 35 days. It leaves the channel within minutes. While Balcony cannot reach the channel, people can still read it there; Balcony tries again each hour.`,
    },
    unlinked: (name: string) => `${name} is unlinked. It gets no more digests.`,
    someone: 'Somebody',
    meanwhile: (who: string, fields: readonly string[]) =>
      `*${who} changed this while you had it open:* ${fields.join(', ')}. Nothing of yours is saved yet. What you changed stands below with what they changed. Look at it, and save again.`,
    errors: {
      'channel-out-of-reach':
        'Balcony is not in that channel. Open it, type /invite @Balcony, then press the button again.',
      'channel-linked': 'That channel is linked already. Close this, and change it there.',
      'no-person': 'One of these is no person, or their account is closed. Take that name out.',
      why: 'Say why it has to be a public channel, or choose a private one.',
      contributors: 'Five is the fewest, and 50 the most.',
      others: 'Three is the fewest, and 50 the most.',
    },
  },
}

const ordinals: Record<number, string> = {
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  6: 'sixth',
  7: 'seventh',
  8: 'eighth',
  9: 'ninth',
  10: 'tenth',
}
