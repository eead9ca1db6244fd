// Consent to share, and the preview before a yes.
import { plural } from './plural.ts'

export const sharing = {
  takePart: {
    title: 'Take part',
    submit: 'Take part',
    cancel: 'Not now',
    what: (name: string) =>
      `Once a month *${name}* gets a short digest in its channel, made only of what its leaders chose to share. Taking part shares nothing by itself: every reply stays private until you choose otherwise.`,
    preview:
      'Three working days before it is posted, you see your own part exactly as it would appear. You can change it, keep it private, or say yes. If you say nothing, it is not posted.',
    audience: (people: number, isPrivate: boolean) =>
      `${plural(people, 'person', 'people')} can read ${isPrivate ? 'this private channel' : '*this public channel*, and anyone in the workspace can join'}.`,
    /** The admin’s own words. */
    whyPublic: (why: string) => `An admin chose a public channel, and gave this reason: “${why}”`,
    unexplained:
      'No admin has said why it is public. Until one does, or it is private again, nothing that people share is posted there.',
    guests: (n: number) => `${n === 1 ? '1 of them is a guest' : `${n} of them are guests`}.`,
    /** Slack did not say of everyone who they are. */
    unseen:
      'Balcony could not look up just now whether guests or people of other organisations are among them.',
    perhapsMore: 'There may be more guests or organisations. Balcony could not look all of them up just now.',
    readBack: 'People who join later can read back.',
    /** Those that share it, by name, and how many more there are. */
    sharedWith: (names: string, more: number) =>
      `It is shared with ${names}${more > 0 ? ` and ${plural(more, 'more organisation', 'more organisations')}` : ''}. Each organisation keeps its own copy of what is posted, by its own rules, even where you take your words back.`,
    shared:
      'It is shared with another organisation. Each organisation keeps its own copy of what is posted, by its own rules, even where you take your words back.',
    small: (fewest: number) =>
      `*Fewer than ${fewest} people are invited to take part here.* Figures, and words without a name, would say too much about each of you. So its digest has the team question, and words with a name.`,
    silence:
      'If you say nothing, your part comes once more with the next month’s preview. If you say nothing then either, it stays private.',
    figures: (contributors: number, others: number) =>
      `Themes are counted only where at least ${contributors} people added to them and at least ${others} did not. Exact numbers are never shown.`,
    unnamed:
      'Words without your name appear only beside those of at least two others. If the same digest shows your name, they wait for a later one. Colleagues may still know your way of writing.',
    later:
      'You can change your mind at any time. Your words then leave the posted digest, though people may have copied them.',
    notOne:
      'Only those whom Balcony asks in this partnership can take part in its digest, and just now you are not one of them. Your Home tab shows how things stand.',
    outOfReach:
      'Balcony cannot see who is in that channel just now, so it cannot ask for your yes. Please try again later, or ask your admin whether Balcony is still in the channel.',
  },
  preview: {
    title: 'Your part in it',
    submit: 'Yes, like this',
    cancel: 'Not now',
    intro: (name: string) =>
      `This is what *${name}* would see. Change what you like. Nothing is posted unless you press *Yes, like this*.`,
    posted: (when: string) => `*The next digest:* ${when}. You can change your mind until then, and after.`,
    /** All that is shown has their yes. */
    introAgreed: (name: string) =>
      `This is what you agreed that *${name}* would see. Until it is posted you can change it below, or take it back with *Private: only me*. Then press *Yes, like this*.`,
    /** Some of it has their yes, and comes last. */
    introBoth: (name: string) =>
      `This is what *${name}* would see. First comes what waits for you: none of it is posted unless you press *Yes, like this*. Then comes what you said yes to before. Change what you like.`,
    agreed: (when: string) => `*You said yes to this:* ${when}.`,
    stands: 'If you change nothing, your yes stands.',
    newer:
      'Part of this is newer than your yes. Until you press *Yes, like this* again, it counts as it did then.',
    postedMeanwhile:
      'This went into a digest meanwhile, as you agreed. To take your words out of it, choose “Private: only me”.',
    silence: 'If you say nothing, it comes once more next month, and then stays private.',
    last: 'This is the second time. If you say nothing, it stays private.',
    anew: 'You said yes to these words before. The channel is open to more people now, so they wait for a new yes.',
    isMoreOpen:
      '*The channel has opened to more people since you opened this.* Please read below who can read it now, and then say yes or no.',
    isExplained:
      '*An admin has said why the channel is public since you opened this.* Please read the reason below, and then say yes or no.',
    /** What they tapped under *What was this about?*. */
    counted: (tapped: readonly string[]) =>
      tapped.length === 0
        ? 'You count as one more person who added something. You tapped nothing under *What was this about?*, so no theme is counted.'
        : `What you tapped would be counted, if enough others tapped it too: ${tapped.map((it) => `*${it}*`).join('; ')}. Your name is not with it.`,
    placed: (call: string) =>
      `You called your challenge *${call}*. That would be counted too, at the end of the cycle.`,
    words: 'Your words, as they would be posted',
    wordsKept: 'Your words, if you choose to post them',
    choice: 'What may be shared',
    theme: 'While “Add its theme” is chosen below, it is counted, and none of these words are posted.',
    tooLong:
      'What you wrote is too long to show here, or to post. Your reply stays as it is. Write below what may be shared, or share its theme.',
    shortened: 'Your words, in short',
    nothing:
      'There is nothing waiting for your yes, and nothing that you said yes to is still to be posted. To take back what was posted, open that reply in your history.',
    outOfReach:
      'Balcony cannot see who is in that channel just now, so it cannot ask for your yes. Please try again later. To keep a reply private meanwhile, open it in your history.',
    more: (n: number) =>
      `There is no room here for ${plural(n, 'more reply', 'more replies')}. Decide on these, and look again.`,
    recognised: 'Could anyone be recognised from this? If so, change it or keep it private.',
    empty: 'Write what may be shared, or choose to keep it private.',
  },
  /** A change took back a yes. */
  lostYes: {
    why: (name: string) =>
      `*You had said yes to sharing this with ${name}.* That yes was for the reply as it stood before you changed it.`,
    leaves: {
      'coming-digest': 'So the coming digest goes without it.',
      'posted-words': 'So its words leave the digest that was posted, though people may have copied them.',
    },
    asked: (when: string | undefined) =>
      when
        ? `As it is now, it waits for a new yes, at the preview that comes with your next look back: ${when}.`
        : 'As it is now, it waits for a new yes, at the preview that comes with your next look back.',
  },
}
