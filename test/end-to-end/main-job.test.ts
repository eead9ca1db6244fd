// The main job, from an empty folder to both digests: nine leaders, one month, through the practice workspace's real
// socket. What each step does in its corners is in the files beside this one.
import { expect, test } from 'vitest'
import { approve, choices, leaders, makeProgramme, postsIn, practiceRoom, reply } from './practice-room.ts'

const onlyYou = 'Only you can see it.'

test('leaders are invited, asked, answered and shown their month, and their partnership reads what they shared', async () => {
  const room = await practiceRoom()
  const contributors = ['Tomasz', 'Farah', 'Doreen', 'Yusuf', 'Gareth', 'Adaeze']
  const [tomasz, farah, adaeze] = [room.person('Tomasz'), room.person('Farah'), room.person('Adaeze')]

  expect(await makeProgramme(room)).toEqual({ ok: true })
  for (const name of leaders) {
    expect(room.person(name).letters()).toHaveLength(1)
    await room.person(name).press('Yes, ask me')
  }
  for (const name of contributors) {
    await room.person(name).press('Take part')
    expect(room.person(name).form()?.says).toContain('10 people can read this private channel.')
    await room.person(name).submit()
  }

  await room.moveTo('2026-01-06T10:00:00.000Z')
  for (const name of leaders) {
    expect(room.person(name).lastLetter()).toMatchObject({ at: '2026-01-06T09:00' })
    expect(room.person(name).lastLetter().says).toMatch(/^This week · Ways of feeling\n/)
  }

  // Tomasz types, and edits what he typed; then he opens it and says what the others may have of it.
  const typed = await tomasz.say('Words of Tomas.')
  expect(tomasz.lastLetter().says).toContain(`Saved as your reply. ${onlyYou}`)
  await tomasz.edit(typed, 'Words of Tomasz.')
  await tomasz.press('Open it')
  const about = { 'What was this about?': ['Power', 'Learning'] }
  await tomasz.submit({ 'Share with': choices.unnamed, ...about })
  for (const name of contributors.slice(1)) {
    const choice = name === 'Adaeze' ? choices.named : name === 'Gareth' ? choices.theme : choices.unnamed
    await reply(room.person(name), `Words of ${name}.`, choice, about)
  }
  await room.person('Shanelle').say('Words of Shanelle, who keeps them.')

  await room.moveTo('2026-01-30T10:00:00.000Z')
  expect(tomasz.lastLetter().says).toMatch(/Your January 2026\n[^\n]*\nYou wrote 1 reply\./)
  await tomasz.press('Open my words')
  expect(tomasz.form()?.says).toContain('Words of Tomasz.')
  await tomasz.close()
  for (const name of contributors) {
    await room.person(name).press('Look and decide')
    expect(room.person(name).form()?.says).toContain(
      name === 'Gareth' ? 'What you tapped would be counted' : `Words of ${name}.`,
    )
    await room.person(name).close()
    await approve(room.person(name))
  }

  await room.moveTo('2026-02-04T11:00:00.000Z')
  const posted = () => postsIn(room)[0]?.says ?? ''
  const before = posted()
  expect(postsIn(room).map(({ at }) => at)).toEqual(['2026-02-04T10:00'])
  expect(before).toContain('Between 5 and 9 of us added something.')
  expect(before).toContain(
    'What it was about, for at least 5 of us each:\n• Power: who has it, who does not\n• Learning and growing',
  )
  // Unnamed words in their own order, which says nothing of whose they are or when they came.
  expect(before).toContain(
    ['Doreen', 'Farah', 'Tomasz', 'Yusuf'].map((it) => `>Words of ${it}.\nOne of us`).join('\n'),
  )
  expect(before).not.toMatch(/Words of (Gareth|Shanelle)/)
  expect(before.match(/<@\w+>/g)).toEqual(['<@U07NF3ADAEZ>'])
  expect(before).toContain('A question for us')

  // Whoever changes their mind is gone from it; figures stay as they were.
  await adaeze.home()
  await adaeze.pressAtHome('Stop taking part')
  expect(posted()).toBe(before.replace('>Words of Adaeze.\n<@U07NF3ADAEZ> · Ways of feeling\n', ''))
  await farah.press('Read or change it')
  await farah.submit({ 'Share with': 'Private' })
  expect(posted()).not.toContain('Words of Farah.')
  expect(posted()).toContain('Words of Doreen.')
  // With two left, neither would stand beside two others.
  await room.person('Yusuf').press('Read or change it')
  await room.person('Yusuf').submit({ 'Share with': 'Private' })
  expect(posted()).not.toContain('Words of')
  expect(posted()).toContain('Between 5 and 9 of us added something.')
  expect(postsIn(room)).toHaveLength(1)
})
