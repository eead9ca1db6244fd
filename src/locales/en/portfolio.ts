// Drafts for a portfolio. What they say of a regulator is what its own pages said when this was written, and no more.
import type { DraftFormat } from '../../domain/portfolio.ts'

/** The headings of one draft, and what to fill in where its author wrote nothing. */
type DraftWords = {
  title: string
  draft: string
  account: (n: number) => string
  /** Its own heading for the question, where it has one. */
  askedHeading?: string
  what: string
  soWhat: { heading: string; missing: string }
  /** `also` is asked for beside a plan: a plan alone is no answer. */
  nowWhat: { heading: string; missing: string; also?: string }
  /** Parts that nobody but its author can write. */
  more: { heading: string; lines: string[] }[]
}

const formats: Record<DraftFormat, DraftWords> = {
  gmc: {
    title: 'Draft: reflections for a doctor’s appraisal and revalidation',
    draft:
      'This is a draft, not a form of the General Medical Council (GMC). Copy what you need into the form that your appraisal uses, and check that form and the GMC’s current guidance first, such as “The reflective practitioner”. Nobody should be recognised from what you hand in.',
    account: (n) => `Reflection ${n}`,
    what: 'What?',
    soWhat: { heading: 'So what?', missing: 'To fill in: what did it mean, and what did you learn?' },
    nowWhat: { heading: 'Now what?', missing: 'To fill in: what will you do, or do differently?' },
    more: [],
  },
  nmc: {
    title: 'Draft: reflective accounts for NMC revalidation',
    draft:
      'This is a draft for the reflective accounts form of the Nursing and Midwifery Council (NMC). Accounts must be on the NMC’s own form, so copy what you need into it, and check its current form and guidance first. It asks for five written accounts in the three years since you joined the register or last renewed. Nobody else should be recognised from them.',
    account: (n) => `Account ${n}`,
    what: 'What was the nature of the CPD activity, feedback, event or experience?',
    soWhat: { heading: 'What did you learn?', missing: 'To fill in: what did you learn from it?' },
    nowWhat: {
      heading: 'How did you change or improve your practice?',
      missing: 'To fill in: what did you change or improve?',
    },
    more: [
      {
        heading: 'How is this relevant to the Code?',
        lines: [
          'Your choice, one theme or more:',
          '',
          '- [ ] Prioritise people',
          '- [ ] Practise effectively',
          '- [ ] Preserve safety',
          '- [ ] Promote professionalism and trust',
          '',
          '[To fill in: how is it relevant?]',
        ],
      },
    ],
  },
  hcpc: {
    title: 'Draft: HCPC CPD profile',
    draft:
      'This is a draft for the CPD profile of the Health and Care Professions Council (HCPC). Check its current form and guidance before you use it. A profile also holds a summary of your practice history, and evidence: they are not here. Nobody should be recognised from what you hand in.',
    account: (n) => `Activity ${n}`,
    what: 'What I did',
    soWhat: { heading: 'What I learned', missing: 'To fill in: what did you learn?' },
    nowWhat: {
      heading: 'How it benefits my practice and service users',
      missing: 'To fill in: how did it make your work better, and how did service users benefit?',
      also: 'To fill in: how did this make your work better, and how did service users benefit?',
    },
    more: [],
  },
  swe: {
    title: 'Draft: CPD for Social Work England',
    draft:
      'This is a draft for your CPD record with Social Work England. The record itself is in your online account there: check its current form and guidance first. At least one piece should say what you learned by talking it over with a peer. There is room for that in each. Nobody should be recognised from what you hand in.',
    account: (n) => `Piece ${n}`,
    what: 'Description',
    soWhat: { heading: 'What I learned', missing: 'To fill in: what did you learn?' },
    nowWhat: {
      heading: 'Impact',
      missing: 'To fill in: what good did it do, for your practice and the people you work with?',
      also: 'To fill in: what good did this do, for your practice and the people you work with?',
    },
    more: [
      {
        heading: 'Talked over with a peer',
        lines: [
          'Needed in at least one piece.',
          '',
          '[To fill in, or take out: what did you learn by talking it over with a peer?]',
        ],
      },
    ],
  },
  citizen: {
    title: 'Your portfolio: a draft',
    draft:
      'This is a draft of your own portfolio as a citizen leader. No regulator asks for it. Use it as you like, and change what you like.',
    account: (n) => `Part ${n}`,
    askedHeading: 'What I was asked',
    what: 'What I said',
    soWhat: {
      heading: 'What I took from it',
      missing: 'To fill in, if you like: what did you take from it?',
    },
    nowWhat: { heading: 'What I did next', missing: 'To fill in, if you like: what did you do next?' },
    more: [],
  },
}

export const portfolio = {
  drafts: {
    ...formats,
    brackets:
      'Your own words stand as you wrote them. Lines in [square brackets] are for you to fill in or take out.',
    asked: 'I was asked:',
    plan: 'My plan:',
    open: 'To fill in: what came of it?',
    went: (how: string, when: string) => `How it went: ${how}, ${when}.`,
    helped: 'What helped, or got in the way:',
    outcomes: {
      done: 'done',
      partly: 'partly done',
      changed: 'a change of mind',
      dropped: 'dropped',
      'put-down': 'put down',
    },
    profile: {
      list: 'Dated list of activities',
      listNote:
        'These are your reflections in Balcony. The HCPC asks for a mixture of learning activities: add your others.',
      reflection: (theme: string | undefined, asked: string | undefined) =>
        ['Written reflection', theme, asked ?? 'In my own time'].filter(Boolean).join('. '),
      writtenOut: 'Activities written out',
      writtenOutNote: 'The HCPC suggests four to six activities, as one way to write your statement.',
      few: (n: number) =>
        `The HCPC suggests four to six activities, as one way to write your statement. Here ${n === 1 ? 'is one' : n === 0 ? 'are none yet' : `are ${n}`}, and that is a good place to begin.`,
    },
  },
}
