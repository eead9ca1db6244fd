// The names by which Slack tells us what was pressed or submitted. They live on in old messages: never reuse one.
export const ids = {
  accept: 'accept',
  decline: 'decline',
  askNow: 'ask-now',
  writeReply: 'write-reply',
  anotherQuestion: 'another-question',
  notThisWeek: 'not-this-week',
  openReply: 'open-reply',
  openWords: 'open-words',
  openPreview: 'open-preview',
  takePart: 'take-part',
  stopTakingPart: 'stop-taking-part',
  chooseLevel: 'choose-level',
  newProgramme: 'new-programme',
  digestAppeared: 'digest-appeared',
  digestPostAgain: 'digest-post-again',
} as const

/** Callback ids of modals. */
export const modalIds = {
  reply: 'reply',
  preview: 'preview',
  takePart: 'take-part',
  programme: 'programme',
  words: 'words',
  trouble: 'trouble',
} as const
