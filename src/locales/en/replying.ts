// What someone reads when they have answered, and the form they answer in.
import { plural } from './plural.ts'

const withoutIt =
  'the coming digest goes without it, and it waits for the next preview. To change it in time, use your Home tab: “Sharing with your partnership”.'

export const replying = {
  seen: {
    onlyYou: 'Only you can see it.',
    theme: (name: string) =>
      `Its theme may be counted for ${name}, once you say yes at the preview. Nobody else sees your words.`,
    words: (name: string, named: boolean) =>
      `Its words may be posted to ${name} ${named ? 'with' : 'without'} your name, once you say yes at the preview. Until then only you can see them.`,
    approvedTheme: (name: string) => `You said yes: its theme may be counted for ${name}.`,
    approvedWords: (name: string, named: boolean) =>
      `You said yes: ${name} may see its words, ${named ? 'with' : 'without'} your name.`,
    late: 'It came after the question closed, and it counts all the same.',
  },
  receipt: {
    text: 'Balcony has saved your reply.',
    answer: 'Saved as your reply.',
    added: 'Added to your reply.',
    'so-what': 'Kept with your reply.',
    'now-what': 'Kept as your plan. Balcony will ask how it went.',
    textAsking: 'Balcony has saved your reply, and has one small question.',
    soWhat: (question: string) => `*So what?* ${question} _Answer in this thread, if you like._`,
    nowWhat:
      '*Now what?* A small plan, if you have one: When …, I will …, by … _Answer in this thread, if you like._',
    enough: 'Done',
    free: 'Saved as a reflection of its own.',
    open: 'Open it',
    notAReply: 'Not a reply',
  },
  reply: {
    title: 'Your reply',
    save: 'Save',
    cancel: 'Cancel',
    what: 'Your answer',
    whatHint: 'About 40 words is plenty. Only you can see it.',
    whatHintSharing: 'About 40 words is plenty. Only you can see it, unless you share it below.',
    more: 'Anything to add?',
    part: (n: number) => (n === 1 ? 'What you wrote' : `What you added (${n})`),
    anewPart: (n: number) => (n === 1 ? 'Write it anew' : `Write it anew (${n})`),
    anewSoWhat: 'Write “So what?” anew',
    anewNowWhat: 'Write the plan anew',
    anewHint: 'A form holds 3,000 characters. Leave this empty, and the words above stay as they are.',
    earlier: (n: number) =>
      `${plural(n, 'earlier part is', 'earlier parts are')} kept, and not shown here: a form holds no more. You can edit ${n === 1 ? 'it' : 'them'} where you typed.`,
    soWhat: (question: string | undefined) => `So what? ${question ?? 'What does it tell you?'}`,
    nowWhat: 'Now what? A small plan',
    nowWhatHint: 'If you like: When …, I will …, by …',
    about: 'What was this about?',
    aboutHint:
      'Counted only if you share this reply, and say yes at the preview. And only when enough others tapped the same.',
    share: (name: string) => `Share with ${name}?`,
    shareHint: 'Nothing is posted until you have seen it in a preview and said yes.',
    shareHintAgreed: {
      'theme-to-come': `You said yes to it as it stands. If you change this here, ${withoutIt}`,
      'words-to-come': `You said yes to it as it stands. If you change this here, or your answer, ${withoutIt}`,
      'posted-words':
        'It was posted as you agreed. If you change this, or your answer, its words leave that digest, and it waits for the next preview.',
    },
    by: 'Ask me about the plan after',
    challengeName: 'Give your challenge a name',
    challengeNameHint: 'A few words that mean something to you. Later questions come back to it.',
    challengePlaced: 'Is it technical, adaptive, or both?',
    challengeAgain: (name: string) => `Looking at “${name}” today, is it technical, adaptive, or both?`,
    challengeHint:
      'Technical: the solution is known, and expertise will do. Adaptive: people must change what they value, believe or do.',
    challengeThen: 'And from here?',
    challengeThens: { live: 'Keep working on it', parked: 'Park it for now', closed: 'It is done' },
    recall: (name: string) => `Your challenge: *${name}*`,
    partGone:
      'These words were deleted elsewhere meanwhile, so they cannot be changed. To keep what you wrote here, copy it and write it as a new reply.',
    gone: 'This can no longer be saved here: it was deleted meanwhile, or you no longer take part. To keep what you wrote, copy it first.',
    empty: 'There is nothing here yet. Write a line or two, or close this with Cancel.',
  },
  challenge: {
    title: 'Your challenge',
    save: 'Save',
    cancel: 'Cancel',
    name: 'What you call it',
    renamed: 'If you call it otherwise',
    same: 'It is the same challenge, with a better name',
    notSame: 'It is another challenge: park this one',
    aside: 'Its name',
    setAside: 'Do not bring it up: leave it out of questions and look backs',
    held: 'Your reply is saved. Please look once more at the name that you gave your challenge.',
    without: 'Leave the name out',
    nameless: 'Give it a few words, or leave the name out.',
    earlier: '*Parked or finished*',
    one: (name: string, named: string, is: string) => `${name}\n_Named: ${named}. ${is}._`,
    is: { parked: 'Parked', closed: 'Done' },
    delete: 'Delete this challenge',
    deleteConfirm: {
      title: 'Delete this challenge?',
      text: 'Its name and how you placed it go from Balcony for good, from its messages and look backs, and from files made with it. Your replies stay. Backups hold it for up to 35 days.',
      confirm: 'Delete',
      deny: 'Keep it',
    },
    goesToo: 'The challenge that you named in it goes too.',
    since: (when: string) => `Named: ${when}`,
    another: 'You have moved on from this challenge meanwhile. Your Home tab shows how things stand now.',
  },
  choices: {
    private: 'Private: only me',
    theme: 'Add its theme: counted, no words',
    named: 'Share these words, with my name',
    unnamed: 'Share these words, without my name',
  },
}
