// Who is an admin, and the log of what admins did.

/** What somebody did to something, by the act’s name in the log. */
const acts: Record<string, (name: string) => string> = {
  'make-programme': (name) => `made the programme ${name}.`,
  'programme-create': (name) => `made the programme ${name}.`,
  'programme-edit': (name) => `changed the programme ${name}.`,
  'programme-copy': (name) => `copied a programme as ${name}.`,
  'programme-end': (name) => `ended the programme ${name}.`,
  'programme-test': (name) => `sent themselves a test of ${name}.`,
  'partnership-link': (name) => `linked the channel ${name}.`,
  'partnership-edit': (name) => `changed the partnership ${name}.`,
  'partnership-unlink': (name) => `unlinked ${name}.`,
  'digest-appeared': (name) => `said that a digest had appeared in ${name}.`,
  'digest-post-again': (name) => `had a digest posted in ${name} once more.`,
  'prompts-off': (name) => `switched off the question ${name}.`,
  'prompts-on': (name) => `switched on the question ${name}.`,
  'packs-reload': () => 'had the packs read again.',
  appoint: (name) => `made ${name} an admin here.`,
  withdraw: (name) => `took back that ${name} is an admin here.`,
  apply: () => 'applied a configuration file.',
  export: () => 'took out what is kept of one person, with a reason.',
  forget: () => 'deleted all that was kept of one person.',
  restore: () => 'put a backup back in place.',
}

/** What somebody tried, by the name of the act. */
const tried: Record<string, string> = {
  'programmes-view': 'see the programmes',
  'programme-create': 'make a programme',
  'programme-edit': 'change a programme',
  'programme-copy': 'copy a programme',
  'programme-end': 'end a programme',
  'programme-preview': 'preview a programme',
  'programme-test': 'send a test',
  'partnerships-view': 'see the partnerships',
  'partnership-view': 'see a partnership',
  'partnership-link': 'link a channel',
  'partnership-edit': 'change a partnership',
  'partnership-rules': 'change a partnership’s thresholds or programmes',
  'partnership-facilitators': 'name a facilitator',
  'partnership-unlink': 'unlink a partnership',
  'settle-doubt': 'say whether a digest appeared',
  'prompts-view': 'see the questions',
  'prompts-switch': 'switch a question off or on',
  'packs-reload': 'have the packs read again',
  'delivery-view': 'see how delivery goes',
  'audit-view': 'see this log',
  appoint: 'make someone an admin',
}

const fields: Record<string, string> = {
  name: 'name',
  people: 'people',
  at: 'day and time',
  zone: 'time zone',
  nation: 'public holidays',
  programmes: 'programmes',
  digest: 'digest day and time',
  thresholds: 'thresholds',
  facilitators: 'facilitators',
  override: 'public channel',
  answersFor: 'who answers for it',
}

export const adminAudit = {
  adminAudit: {
    area: '*Audit log*\nWho changed what in this set-up, kept for two years.',
    open: 'Open the log',
    title: 'Audit log',
    intro:
      'What admins did here, newest first. Nothing that anyone wrote is in it, and nothing that leaders do for themselves. An entry is kept for two years.',
    show: 'Show',
    kinds: {
      all: 'Everything',
      programmes: 'Programmes',
      partnerships: 'Partnerships',
      prompts: 'Questions',
      admins: 'Admins',
      operator: 'Whoever runs the server',
      refused: 'Tried, and not allowed',
    },
    nothing: 'There is nothing of this kind yet.',
    operator: 'Whoever runs the server',
    acts,
    tried,
    fields,
    other: (act: string) => `did something that this version has no words for: ${act}.`,
    refused: (who: string, what: string) =>
      `${who} tried to ${what}. It was not allowed, and did not happen.`,
    changed: (names: readonly string[]) => `Changed: ${names.join(', ')}.`,
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    newer: 'Newer',
    older: 'Older',
  },
  adminAdmins: {
    area: '*Admins*\nWho may set Balcony up, beside this workspace’s own admins.',
    open: 'Choose admins',
    title: 'Admins',
    save: 'Save',
    cancel: 'Cancel',
    intro:
      'Owners and admins of this Slack workspace are admins here too, whatever stands below. An admin sets things up. No admin can see what anyone writes, or who takes part.',
    named: (who: readonly string[]) => `Named by whoever runs the server: ${who.join(', ')}.`,
    appointed: 'Admins here, beside those',
    hint: 'They may do all that you may, but not choose admins. Take a name out, and it ends at once.',
    noPerson: 'One of these is no person, or their account is closed. Take that name out, and save again.',
  },
}
