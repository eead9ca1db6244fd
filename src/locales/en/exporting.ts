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
    formats: { json: 'Everything, as data (JSON)', markdown: 'To read and print (Markdown)' },
    stopped: (n: number) =>
      `*${plural(n, 'reply needs', 'replies need')} another look first.* Open your history and change ${n === 1 ? 'it' : 'them'}, or say that ${n === 1 ? 'it is' : 'they are'} fine to use. Or leave ${n === 1 ? 'it' : 'them'} out.`,
    look: (asked: string | undefined) => asked ?? 'In your own time',
    leaveOut: 'Leave out?',
    leaveOutTick: 'Leave these out of the file',
    made: 'Your file is on its way to this conversation.',
    done: 'Done',
    close: 'Close',
    failed: 'Slack did not take the file just now. Nothing was kept of it. Please try again in a minute.',
    nothing: 'There is nothing to export yet.',
    late: 'Written after the question had closed.',
    soWhat: 'So what',
    nowWhat: 'Now what',
    own: 'In your own time',
  },
}
