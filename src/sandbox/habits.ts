// How the ten people of the practice workspace go about it, so that there is something to see: who shares, who
// types, who skips a week, and what they write. All invented.

export type Habit = {
  /** Whom they want their questions worded for, in the words of the menu. */
  level: string
  /** What they work on over months, and what kind of challenge they take it for. */
  challenge: { name: string; placed: readonly string[] }
  /** How they share a reply with their partnership, in the words of the form, taken in turn; none: all is private. */
  shares?: readonly string[]
  /** What they say a shared reply was about, beside one more. */
  leaning?: string
  /** Types into the conversation rather than opening the form. */
  types: boolean
  /** Of ten questions, how many they leave alone. */
  leaves: number
}

const unnamed = 'Share these words, without my name'
const named = 'Share these words, with my name'
const theme = 'Add its theme'
const hidden = 'Private'
const views = 'Weighing different views'

export const habits: Record<string, Habit> = {
  U07NF1PRIYA: {
    level: 'Service leader',
    challenge: { name: 'Who owns the waiting list', placed: ['some of both', 'adaptive'] },
    types: true,
    leaves: 3,
  },
  U07NF2GARTH: {
    level: 'Senior leader',
    challenge: { name: 'Sharing the risk of going home', placed: ['technical', 'some of both', 'adaptive'] },
    shares: [theme],
    leaning: views,
    types: false,
    leaves: 1,
  },
  U07NF3ADAEZ: {
    level: 'Senior leader',
    challenge: { name: 'One budget for both of us', placed: ['adaptive'] },
    shares: [named, hidden],
    leaning: 'Power',
    types: false,
    leaves: 1,
  },
  U07NF4TOMSZ: {
    level: 'Service leader',
    challenge: { name: 'Discharge before noon', placed: ['technical', 'some of both'] },
    types: true,
    leaves: 1,
  },
  U07NF5FARAH: {
    level: 'Service leader',
    challenge: { name: 'Nurses and home care as one team', placed: ['technical', 'adaptive'] },
    shares: [theme],
    leaning: views,
    types: false,
    leaves: 1,
  },
  U07NF6SHANL: {
    level: 'Team leader',
    challenge: { name: 'Who decides that someone is ready', placed: ['some of both', 'adaptive'] },
    shares: [unnamed, theme],
    leaning: views,
    types: false,
    leaves: 1,
  },
  U07NF7CALUM: {
    level: 'Team leader',
    challenge: { name: 'Sunday cover', placed: ['technical', 'technical', 'some of both'] },
    shares: [unnamed, theme],
    leaning: views,
    types: false,
    leaves: 1,
  },
  U07NF8MEILI: {
    level: 'Team leader',
    challenge: { name: 'Medicines when people move', placed: ['technical'] },
    shares: [unnamed, theme],
    leaning: views,
    types: false,
    leaves: 1,
  },
  U07NF9DOREN: {
    level: 'Citizen leader',
    challenge: { name: 'Being asked before, not after', placed: ['adaptive'] },
    types: true,
    leaves: 2,
  },
  U07NF0YUSUF: {
    level: 'Citizen leader',
    challenge: { name: 'Young carers at the table', placed: ['some of both', 'adaptive'] },
    types: true,
    leaves: 3,
  },
}

/** Those of whom a digest may hold words. */
export const wordSharers = Object.entries(habits).flatMap(([id, { shares = [] }]) =>
  shares.includes(named) || shares.includes(unnamed) ? [id] : [],
)

/** What they may say a reply was about. */
export const subjects = [
  'Wanting to work together',
  'Making joint work possible',
  views,
  'Power',
  'Seeing the bigger picture',
  'Learning and growing',
  'Making sense of a messy problem',
]

/** How plans go, the likelier ones more often. */
export const outcomes = ['Done', 'Done', 'Partly', 'Not yet', 'Not yet', 'Changed my mind', 'Drop it']

/** Small plans, for those who make one. */
export const plans = [
  'When the next joint meeting starts, I will ask the quietest person first, by Friday.',
  'When I catch myself answering for others, I will count to five, from tomorrow.',
  'When the rota is next drawn up, I will ask home care what it does to them, by the end of the month.',
  'When I hear “we have always done it”, I will ask who it works for, this week.',
  'When I write the next letter, I will read it aloud to someone it is meant for.',
  'When the talk turns to money, I will say what I am afraid of losing.',
  'When I am asked to decide alone, I will ask who else it touches.',
  'When Thursday’s call runs late, I will ring the carers first.',
]

export const soWhats = [
  'That I care more about being useful than about being right.',
  'That we had all been guarding our own targets.',
  'That the person with least say knew most.',
  'That I move too fast for people who need to think first.',
  'That a small thing done on time is worth more than a plan.',
  'That we trust each other more than we say.',
  'That I had been listening for agreement.',
  'That it was never about the form.',
]

/** Answers, by the words at the head of a question; the last list serves any other. */
export const answers: Record<string, readonly string[]> = {
  'Ways of feeling': [
    'Proud. The night staff stayed on so that Mr B’s daughter could ask her questions. It told me that I mind about time given freely more than about any dashboard.',
    'Uneasy, all through the budget call. I think I was sad about the day centre and called it “risk”.',
    'Angry that the equipment took nine days again. What matters to me is people being at home, and it still is.',
    'I felt small when the consultant talked over me, and then cross with myself for letting it go.',
  ],
  'Ways of perceiving': [
    'The housing officer saw loneliness where we saw a fall risk. I had missed that the stairs were not the reason she stayed in.',
    'A carer told me that our “single point of access” has four phone numbers. From my side there is only one.',
    'Our newest therapist asked why discharge starts at noon. I had stopped seeing it.',
    'My neighbour uses the service I run. She says that the letters frighten her.',
  ],
  'Ways of thinking': [
    'We chose the ward with the worst numbers. Someone from home care could have said that the numbers are worst because the late shift is thin.',
    'I went with my gut on the new rota. The staff-side rep had data on sickness and I never asked.',
    'We looked at what we already count. Nobody had asked families what a good week looks like.',
    'I was sure that the beds were the problem. The ambulance crew counted the hours at our front door, and it was that.',
  ],
  'Ways of relating': [
    'It was hard to be open with the trust about our vacancies. I held back how close to the edge we are.',
    'I told our voluntary partner plainly that the money ends in March. It was awful and then it was better.',
    'I keep being polite with the practice manager. We have never had the talk about who pays for the van.',
    'The new director of nursing asked me what I am afraid of. I told her. We have got more done since than in a year.',
  ],
  'Ways of doing': [
    'I wrote the whole plan myself over the weekend. Shanelle would have done it better and learned from it. I was afraid that it would be late.',
    'I let the social work team choose how to use the empty office. They gave half of it to the carers’ group.',
    'I chaired again, though I had promised to hand it on.',
    'I stopped writing minutes for everyone. Two people took it on, and theirs are shorter.',
  ],
  'Ways of being': [
    'I played it safe in front of the board. I was protecting my team, I told myself. Mostly it was me.',
    'I said “I do not know” to forty people. Nothing fell down.',
    'Three bad weeks, and I still went for my walk on Thursday. That is what keeps me steady.',
    'I was curt with the porter, and went back to say sorry. He had not expected it. That stays with me.',
  ],
  'Get on the balcony': [
    'From up there: I speak, health replies, everyone else looks at their papers. I fill each silence within two seconds.',
    'The same two people carry the meeting. The rest of us bring updates so that nobody asks a question.',
    'I could see how we all relax when the agenda is only about the IT system.',
    'Seen from above, the carers sit at the end of the table, and leave first. I had set out the chairs myself.',
  ],
  'Identify the challenge': [
    'Delayed discharges, again. We treat it as technical, a form and a phone call. It is mostly adaptive: none of us wants to be the one who holds the risk.',
    'Shared records. The software part is known. That GPs do not trust us with the notes is the real part.',
    'Who decides when a person is “ready”. Some of both, I think.',
    'Two teams visit the same woman on one day. We call it a rota fault. It is about who may let go.',
  ],
  'Regulate distress': [
    'Tension rose over the waiting list. I made a joke, which turned it down too far: we dropped the subject.',
    'The unions and the trust were close to shouting. I asked each to say what they feared. It got quieter, and truer.',
    'I sent everyone out for ten minutes of air. It helped more than any of my words.',
    'I said how tired I was, and the room breathed out. Then we could look at the rota again.',
  ],
  'Maintain attention': [
    'Weekend working was dodged again. We ran out of time, as we do each time it is item six.',
    'The unpaid carers’ payment. It is easier to praise them than to pay them.',
    'I let the talk drift to parking. I was relieved too.',
    'We said that we would speak of the home care fees. We spoke of the new logo.',
  ],
  'Give the work back': [
    'They looked to me to fix the handover. I asked what the two teams would try. They have a plan, and it is not the one I would have made.',
    'I gave the rota problem back and then took it again on Thursday. I need to stand the discomfort longer.',
    'Our citizens’ panel wants to run the review itself. I said yes before I could think of reasons.',
    'I left the room while they chose. It took them ten minutes, and I had planned an hour.',
  ],
  '': [
    'Less certain than I was, and better company for it, I hope.',
    'I see the same three people in every answer. I should talk with others.',
    'What I called resistance was mostly tiredness.',
    'It looks smaller from here, and more about me than I thought.',
  ],
}
