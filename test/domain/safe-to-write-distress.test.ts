// Sentences as leaders write them. What sounds like distress is met with where to turn; talk of the same things as work
// is left alone, week after week. Both are tried with the lists as they are shipped.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { type DistressWords, screen } from '../../src/domain/safe-to-write.ts'

const loaded = await loadPacks([shippedPack])
if ('faults' in loaded) throw new Error('The shipped pack does not load.')
const { safety } = loaded

// As shipped, the lists are read once; others are read anew each time.
const distressIn = (text: string, words?: Partial<DistressWords>) =>
  screen(text, words ? { ...safety, distress: { ...safety.distress, ...words } } : safety).distress

const work = [
  // mental health services, week by week
  'Our suicide prevention plan came to the board, and nobody asked who had written it.',
  'The suicide rate in the county is down, and I was wary of saying so aloud.',
  'We walked the self-harm pathway from A&E to the first call, and found four waits.',
  'I chaired the suicide and self-harm prevention group and let the youngest member sum up.',
  'Self-harm rates among girls have doubled; the school nurses saw it two years ago.',
  'The crisis team has lost three people this month and still answers every call.',
  'A suicidal young man waited nine hours for a bed. What I noticed was who stayed with him.',
  'The police bring suicidal people to us because no other door is open at night.',
  'Training for receptionists on how to talk with people with suicidal thoughts went well.',
  'We asked what would help those who self-harm, and they said: stop asking us why.',
  'There were fewer incidents of self-harm on the ward since the garden opened.',
  'Zero suicide is a fine slogan; I asked what we would do on Monday.',
  'The real-time suicide surveillance data reached us in a week and not in a year.',
  'Two families bereaved by suicide helped us to write the letter.',
  'Saying that in front of the minister was career suicide, my deputy said, and laughed.',
  'The number of deaths by suicide among farmers was on the first page, and we went past it.',
  'I held back in the talk on assisted suicide, as I did not want to lead the room.',
  'We looked at burnout rates by team, and the quietest team had the highest.',
  'The burnout survey says what the tea room has said since March.',
  'Staff are burnt out, and my answer was another webinar.',
  'The night team is burning out and I have known it since the spring.',
  'The service for people with panic attacks has moved to the library.',
  'Safeguarding was last on the agenda again.',
  // coping, going on, breaking down: said of others, or of things
  'The ward can’t cope with more admissions, and the council can’t cope with more packages.',
  'Families can’t go on like this, one carer told us, and the room went still.',
  'She told me that she can’t cope, and I gave her a form.',
  'My deputy is struggling to cope and I have not found the time to ask how he is.',
  'Breaking down the wall between the two teams took one shared kettle.',
  'I asked for a breakdown of the figures and got a story instead.',
  'My breakdown of the costs left out the volunteers.',
  'We had a breakdown in trust over the shared record.',
  'I had a breakdown on the M6 and joined the call from a lay-by, which made everyone kinder.',
  'The plan is falling apart, and I think that is the best thing that could happen to it.',
  'I can’t go on holiday until the rota is out, I said, and heard how that sounded.',
  'I can’t keep going to every meeting; I shall send the person who knows.',
  'I am in danger of doing the work for them.',
  'I’m drowning in e-mail and still I answered the easy ones first.',
  'I feel trapped between the board and the street.',
  'I am running low on ideas.',
  'I panicked a little and promised them an answer by Friday.',
  'I felt low for a moment when nobody laughed, and then went on.',
  'I dread that agenda item, so I put it first.',
  'I cried with laughter when the fire alarm went off in the mindfulness session.',
  'I nearly shot myself in the foot by sending it at midnight.',
  'I don’t want to shoot myself in the foot over a logo.',
  'She said, “I want to die at home, with the dog”, and that became the plan.',
  'He wanted to die in his own bed and we got him there.',
  'I was cutting myself off from the people who disagree.',
  'I took my foot off the brake and my hands off the wheel.',
  'I have had enough of dashboards.',
  'It hit me that nobody had asked the porters.',
  'The end of my career as a nurse was the start of this one.',
  'What kept us safe was that the healthcare assistant spoke up.',
  'I am not safe to chair that debate: I want one answer too much.',
  'I don’t feel safe to say so in that room yet, and I wonder who else does not.',
  'I am not okay with the way we count waits.',
  'I was exhausted, and let the meeting end early.',
  'A patient told me that she had thought about killing the committee, and we laughed for the first time.',
  'Men who feel suicidal do not come to a clinic; they come to the barber.',
  'Talking about suicide with the drivers took ten minutes and one flask of tea.',
  'We talked about burnout as if it were the weather.',
  'I want to give up the chair to someone who lives here.',
  'I can’t see a way out of the funding gap without the council.',
  'I can’t carry on chairing both meetings.',
  'I can’t take any more people into the group, she said.',
  'I can’t do this without the voluntary sector.',
  'I can’t go on the ward without being asked about parking.',
  'I have nothing left to add to that paper.',
  'I am struggling to hear what they mean.',
  'I’m scared of him leaving, as only he knows the rota.',
  'I feel alone in wanting this.',
  'I am on the edge of the group, and like the view.',
  'I met families who are worn out and can’t cope, and I brought them a leaflet.',
  'The ward is full and can’t cope.',
  'I hate my job title.',
]

const soon = [
  'I can’t cope.',
  'I just can’t cope with this.',
  'Honestly I really cannot cope any more',
  'i cant cope',
  'Can’t cope this week.',
  'Long day. Couldn’t cope.',
  'I don’t think I can cope with another winter.',
  'I can no longer cope, and nobody has noticed.',
  'I am not coping, and I tell everyone that I am fine.',
  'I’m so burnt out that I cannot read.',
  'im burned out',
  'The week left me feeling burnt out.',
  'My own burnout is a thing I do not talk about.',
  'I am close to burnout.',
  'I keep breaking down in the car.',
  'I broke down in tears after the call.',
  'I’m falling apart and the plan is fine.',
  'I had a panic attack before the board.',
  'Another panic attack in the car park.',
  'I can’t go on working like this.',
  'I just can’t… go on.',
  'I can’t\ngo on',
  'I cannot do this anymore.',
  'I can’t face another week of it.',
  'I can’t stop crying.',
  'I cry myself to sleep.',
  'I’ve hit rock bottom.',
  'I’m at breaking point.',
  'I feel so hopeless.',
  'I feel like a failure, every single day.',
  'I hate myself for it.',
  'Work is making me ill.',
  'I have been drinking too much since the merger.',
  'I am being bullied by someone above me.',
  'I am depressed, I think.',
  'I’ve lost all hope.',
  'Suicide has been on my mind.',
  'A colleague died by suicide on Tuesday.',
  'I keep thinking of self-harm.',
  'I’m not okay.',
  'The team would be better off without me.',
  'I’m at the end of my tether.',
  'Burnt out.',
  'Burnt out, again.',
  'Not coping',
  'Struggling to cope',
  'I was tired and couldn’t cope with the calls.',
  'This week I am exhausted and can’t cope.',
  'I’m exhausted and burnt out.',
  'I can’t see the point any more.',
  'I don’t know how much longer I can do this',
  'I want to give up.',
  'I feel completely alone',
  'I’m really struggling',
  'I can’t face it again',
  'I feel nothing.',
  'It is all too much.',
  'I hate going to work.',
  'I have dark thoughts.',
]

const now = [
  'I want to die.',
  'I just want to die',
  'Want to die.',
  'I don’t want to be here anymore.',
  'I do not want to live.',
  'Everyone would be better off without me.',
  'I have thought about killing myself.',
  'I’ve been thinking about suicide.',
  'I feel suicidal',
  'im suicidal',
  'My suicide attempt was ten years ago this week.',
  'I have suicidal thoughts, and I run the suicide prevention board.',
  'I think about ending my life on the drive home.',
  'I keep thinking of ways to end it all… I could end it all.',
  'There is no point in living.',
  'I have started self harming again.',
  'I harm myself when it gets like this.',
  'I’ve been cutting myself.',
  'I took an overdose at the weekend.',
  'I am in danger.',
  'I’m not safe at home.',
  'My husband hits me.',
  'I am scared of my partner.',
  'I am afraid to go home.',
  'I can’t cope and I want to die.',
  'No one would miss me.',
  'It would be easier if I wasn’t here.',
  'My life is not worth living',
  'I’m frightened of him.',
  'I have thought about not being here.',
  'I lie awake and want to die',
]

test('there is enough to go by', () => {
  expect(work.length).toBeGreaterThan(40)
  expect(soon.length + now.length).toBeGreaterThan(40)
})

test.each(work)('this is work: %s', (text) => {
  expect(distressIn(text)).toBeUndefined()
})

test.each(soon)('this may be getting too much: %s', (text) => {
  expect(distressIn(text)).toBe('soon')
})

test.each(now)('this may be danger: %s', (text) => {
  expect(distressIn(text)).toBe('now')
})

test('capitals, curly and missing apostrophes and the words around change nothing', () => {
  const around = fc.array(fc.constantFrom(...work), { maxLength: 4 }).map((all) => all.join(' '))
  const written = fc.constantFrom<(it: string) => string>(
    (it) => it,
    (it) => it.toUpperCase(),
    (it) => it.replaceAll('’', "'"),
    (it) => it.replaceAll('’', ''),
    (it) => it.normalize('NFD'),
    (it) => it.replaceAll(' ', '\u00a0'),
  )
  fc.assert(
    fc.property(around, fc.constantFrom(...soon, ...now), written, around, (before, text, how, after) => {
      expect(distressIn(`${before} ${how(text)}\n${after}`)).toBe(now.includes(text) ? 'now' : 'soon')
    }),
    { numRuns: 500 },
  )
})

test('work talk stays work talk, however much of it there is', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(work), fc.constantFrom(' ', '\n', '\n\n'), (some, between) => {
      expect(distressIn(some.join(between))).toBeUndefined()
    }),
  )
})

describe('a list', () => {
  const none = { now: [], soon: [], except: [], littleWords: [] }

  test('that is empty finds nothing', () => {
    expect(distressIn('I want to die', none)).toBeUndefined()
  })

  test('finds its phrases whole, and within one sentence', () => {
    const words = { ...none, soon: ['lost heart'] }
    expect(distressIn('We have Lost – HEART.', words)).toBe('soon')
    expect(distressIn('We have lost hearts.', words)).toBeUndefined()
    expect(distressIn('What we lost. Heart surgery moved.', words)).toBeUndefined()
    expect(distressIn('What we lost\n\nHeart surgery moved.', words)).toBeUndefined()
  })

  test('finds a phrase with a full stop only where a thought ends with it', () => {
    const words = { ...none, soon: ['we lost it.'] }
    for (const text of ['We lost it', 'We lost it, I think.', 'We lost it (again).', 'We lost it and left.'])
      expect([text, distressIn(text, words)]).toEqual([text, 'soon'])
    expect(distressIn('We lost it on the way.', words)).toBeUndefined()
    expect(distressIn('We lost it on the way.', { ...none, soon: ['we lost it', 'we lost it.'] })).toBe(
      'soon',
    )
  })

  test('finds nothing where a phrase has only little words in it', () => {
    expect(distressIn('just so', { ...none, now: ['so', ''], littleWords: ['so'] })).toBeUndefined()
  })

  test('excuses what a longer phrase holds, or makes into something else, and nothing beside it', () => {
    const words = {
      ...none,
      now: ['lost', 'we lost heart'],
      except: ['lost property', 'heart clinic', 'not lost'],
    }
    expect(distressIn('It is lost property.', words)).toBeUndefined()
    expect(distressIn('It is not lost.', words)).toBeUndefined()
    expect(distressIn('It is lost, and so is the lost property.', words)).toBe('now')
    expect(distressIn('We lost heart.', { ...words, now: ['we lost heart'] })).toBe('now')
    expect(distressIn('We lost heart clinic rooms.', { ...words, now: ['we lost heart'] })).toBeUndefined()
    expect(distressIn('Heart clinic. We lost heart.', { ...words, now: ['we lost heart'] })).toBe('now')
  })
})
