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
      `${plural(people, 'person', 'people')} can read ${isPrivate ? 'this private channel' : '*this public channel*, and anyone in the workspace can join'}. People who join later can read back.`,
    shared:
      'The channel is shared with another organisation, whose own rules on keeping messages apply to its copy.',
    figures: (contributors: number, others: number) =>
      `Themes are counted only where at least ${contributors} people added to them and at least ${others} did not. Exact numbers are never shown.`,
    unnamed:
      'Words without your name appear only beside those of at least two others. Colleagues may still know your way of writing.',
    later:
      'You can change your mind at any time. Your words then leave the posted digest, though people may have copied them.',
    outOfReach:
      'Balcony cannot see who is in that channel just now, so it cannot ask for your yes. Please try again later, or ask your admin whether Balcony is still in the channel.',
  },
  preview: {
    title: 'Your part in it',
    submit: 'Yes, like this',
    cancel: 'Not now',
    intro: (name: string) =>
      `This is what *${name}* would see. Change what you like. Nothing is posted unless you press *Yes, like this*.`,
    words: 'Your words, as they would be posted',
    choice: 'What may be shared',
    theme: 'Its theme would be counted. None of your words would be posted.',
    tooLong: 'These words are too long for a form. Share the theme, or shorten them where you typed them.',
    nothing: 'There is nothing waiting for your yes.',
    recognised: 'Could anyone be recognised from this? If so, change it or keep it private.',
    empty: 'Write what may be shared, or choose to keep it private.',
  },
}
