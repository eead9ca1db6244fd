// Taking one's own history away.
import { plural } from './plural.ts'

export const exporting = {
  exporting: {
    open: 'Export',
    here: 'Here is what you asked for. Only you can see it.',
    title: 'Your reflections',
    formTitle: 'Export',
    submit: 'Make the file',
    cancel: 'Cancel',
    notice:
      'Write what you learned, and keep the facts of incidents elsewhere. These notes have no legal protection, and nobody watches over them: they are no incident or safeguarding report. Once the file is saved elsewhere, it is in your hands.',
    format: 'As',
    formats: {
      json: 'Everything, as data (JSON)',
      markdown: 'To read and print (Markdown)',
      gmc: 'Draft for doctors: appraisal and revalidation (GMC)',
      nmc: 'Draft for nurses, midwives and nursing associates (NMC)',
      hcpc: 'Draft of a CPD profile (HCPC)',
      swe: 'Draft for social workers: CPD (Social Work England)',
      citizen: 'Draft of a plain portfolio for citizen leaders',
    },
    period: 'How far back',
    periods: {
      usual: 'As usual: a year for drafts, else all',
      all: 'Everything',
      dates: 'Only the days below',
    },
    from: 'From',
    to: 'To',
    datesHint: 'Only if you chose “Only the days below”. Both of them count.',
    backwards: 'This day is before the first one.',
    empty: 'You wrote no reply in that time. Please choose a longer one.',
    within: (from: string | undefined, to: string | undefined) =>
      [from && `From ${from}`, to && (from ? `to ${to}` : `Up to ${to}`)]
        .filter(Boolean)
        .join(' ')
        .concat('.'),
    chooseTitle: 'Choose replies',
    choose: (n: number) => `*${plural(n, 'reply', 'replies')}* in this time. Only you can see this.`,
    which: 'Which replies?',
    whichAny: 'Choose none to take them all.',
    whichSome: (least: number, most: number, mayBeAll: boolean) =>
      `${least} to ${most}, to be written out${mayBeAll ? ', or none to take them all' : ''}. The dated list holds every one.`,
    miscounted: (least: number, most: number) => `Please choose ${least} to ${most} replies.`,
    gone: 'Some of these are no longer here. Please choose again.',
    newest: (n: number) =>
      `The newest ${n} are here. To choose older ones, close this and choose other days.`,
    stopped: (n: number, onlyReplies: boolean) => {
      const these = n === 1 ? 'it' : 'them'
      const what = onlyReplies
        ? plural(n, 'reply needs', 'replies need')
        : plural(n, 'thing that you wrote needs', 'things that you wrote need')
      return `*${what} another look first.* Change ${these}, or say that ${n === 1 ? 'it is' : 'they are'} fine to use. Or leave ${these} out.`
    },
    more: (n: number) => `${plural(n, 'more needs', 'more need')} another look too.`,
    look: (asked: string | undefined) => asked ?? 'In your own time',
    lookHelped: '*What helped with a plan, or got in its way:*',
    lookChallenge: (when: string) =>
      `*The name of a challenge, ${when}.* Open it to delete it or, if you still work on it, to call it otherwise. Or leave it out below.`,
    lookTitle: '*What you call yourself, in your settings:*',
    always: 'It holds an NHS number or a date of birth, so it cannot leave as it is.',
    checked: 'Checked?',
    checkedTick: 'I have checked what is not a reply: nobody could be recognised from it',
    leaveOut: 'Leave out?',
    leaveOutTick: 'Leave these out of the file',
    few: (n: number) =>
      `It has ${plural(n, 'reply', 'replies')} in it. The HCPC suggests four to six, and you can add more later.`,
    made: 'Your file is on its way to this conversation.',
    done: 'Done',
    close: 'Close',
    failed: 'Slack did not take the file just now. Nothing was kept of it. Please try again in a minute.',
    notSent: {
      busy: 'Your other file is still on its way. Please try again in a minute.',
      overtaken:
        'You deleted a reply while this file was being made, so it was not sent. Please export again.',
    },
    nothing: 'There is nothing to export yet.',
    late: 'Written after the question had closed.',
    soWhat: 'So what',
    nowWhat: 'Now what',
    own: 'In your own time',
  },
}
