// The names by which Slack tells us what was pressed or submitted. They live on in old messages: never reuse one.

/** What only those reach who may (see `admin-guard.ts`). */
export const adminIds = {
  newProgramme: 'new-programme',
  digestAppeared: 'digest-appeared',
  digestPostAgain: 'digest-post-again',
  openPartnerships: 'open-partnerships',
  linkPartnership: 'link-partnership',
  changePartnership: 'change-partnership',
  unlinkPartnership: 'unlink-partnership',
  openAudit: 'open-audit',
  filterAudit: 'filter-audit',
  newerAudit: 'newer-audit',
  olderAudit: 'older-audit',
  openAdmins: 'open-admins',
} as const

/** Callback ids of modals that only those submit who may. */
export const adminModalIds = {
  programme: 'programme',
  admins: 'admins',
  linkPartnership: 'link-partnership',
  partnership: 'partnership',
} as const

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
  sawTheSame: 'saw-the-same',
  sawDifferently: 'saw-differently',
  notToday: 'not-today',
  leaveWordsAlone: 'leave-words-alone',
  howItWent: 'how-it-went',
  openPlan: 'open-plan',
  openChallenge: 'open-challenge',
  enough: 'enough',
  firstQuestion: 'first-question',
  takeUp: 'take-up',
  later: 'later',
  noReminder: 'no-reminder',
  endPause: 'end-pause',
  pauseUntil: 'pause-until',
  notAReply: 'not-a-reply',
  replyAfterAll: 'reply-after-all',
  useAfterAll: 'use-after-all',
  setAsideAgain: 'set-aside-again',
  changeReply: 'change-reply',
  openSettings: 'open-settings',
  openHistory: 'open-history',
  searchHistory: 'search-history',
  filterHistory: 'filter-history',
  newerHistory: 'newer-history',
  olderHistory: 'older-history',
  openExport: 'open-export',
  openForget: 'open-forget',
  deleteReply: 'delete-reply',
  carryOn: 'carry-on',
  everyOtherWeek: 'every-other-week',
  pauseForAMonth: 'pause-for-a-month',
  anotherTime: 'another-time',
  leave: 'leave',
  chooseWords: 'choose-words',
  ...adminIds,
  weTalked: 'we-talked',
  whatHappened: 'what-happened',
} as const

/** Callback ids of shortcuts, as the manifest names them. */
export const shortcutIds = { saveAsReflection: 'save-as-reflection' } as const

/** Callback ids of modals. */
export const modalIds = {
  reply: 'reply',
  preview: 'preview',
  talk: 'talk',
  happened: 'happened',
  plan: 'plan',
  challenge: 'challenge',
  anotherTime: 'another-time',
  takePart: 'take-part',
  words: 'words',
  trouble: 'trouble',
  caution: 'caution',
  settings: 'settings',
  history: 'history',
  export: 'export',
  forget: 'forget',
  done: 'done',
  /** Windows that are only looked at. */
  audit: 'audit',
  partnerships: 'partnerships',
  ...adminModalIds,
} as const
