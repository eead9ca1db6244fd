// People reply while backups are made, one after another. Each backup, restored, is one instant of it: it has all that
// was acknowledged before it began, nothing that was typed after it ended, nothing whose forerunner is missing, and no
// reply in part. Two of them type, and one uses the form. `npm run backup-under-load` does the same for longer.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupCommand } from '../../src/cli/backup.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { Leader } from '../../src/domain/model.ts'
import { roomOf } from '../end-to-end/practice-room.ts'
import { operatorOf } from './operator.ts'

const inTheForm = 'Callum'
const writers = ['Tomasz', 'Farah', inTheForm]
const repliesEach = Number(process.env.BALCONY_BACKUP_REPLIES ?? 4)

/** A reply, and the moments at which it was sent and acknowledged, as the order of events has them. */
type Sent = { text: string; sent: number; acknowledged: number }

test('a backup made while people reply has exactly what was acknowledged before it, whole', async () => {
  const room = await roomOf(writers)
  await room.moveTo('2026-01-06T09:01:00Z')
  const operator = operatorOf(room)
  let events = 0
  const next = () => {
    events += 1
    return events
  }
  const replies: Sent[] = []
  const write = async (name: string) => {
    const person = room.person(name)
    for (let count = 1; count <= repliesEach; count += 1) {
      const text = `${name} reply ${count}: ${'a quiet word '.repeat(40)}(end ${name} ${count})`
      const isForm = name === inTheForm
      if (isForm) await person.press(count === 1 ? 'Write a reply' : 'Read or change it')
      const reply = { text, sent: next(), acknowledged: Number.POSITIVE_INFINITY }
      replies.push(reply)
      const field = count === 1 ? 'Your answer' : 'Anything to add'
      if (isForm) expect(await person.submit({ [field]: text })).toEqual({ ok: true })
      else await person.say(text)
      reply.acknowledged = next()
    }
  }
  let isWriting = true
  const writing = Promise.all(writers.map(write)).finally(() => {
    isWriting = false
  })
  const backups: { file: string; asked: number; made: number }[] = []
  while (isWriting) {
    const asked = next()
    const { code, says } = await operator.run(backupCommand, ['--json'])
    expect({ code, says }).toMatchObject({ code: 0 })
    backups.push({ file: JSON.parse(says).file, asked, made: next() })
  }
  await writing

  let busy = 0
  for (const [index, { file, asked, made }] of backups.entries()) {
    const to = join(operator.folder, `restored-${index}`)
    const ledger = join(operator.documents, 'erasures')
    const restored = await operator.run(restoreCommand, [file, '--to', to, '--ledger', ledger])
    expect(restored).toMatchObject({ code: 0 })
    const texts = textsIn(to)
    const there = replies.filter(({ text }) => texts.includes(text))
    // As many as that: none in part, and none twice.
    expect(texts).toHaveLength(there.length)
    const last = Math.max(0, ...there.map(({ sent }) => sent))
    for (const reply of replies) {
      const mustBe = reply.acknowledged < asked || reply.acknowledged < last
      if (mustBe) expect(there).toContain(reply)
      if (reply.sent > made) expect(there).not.toContain(reply)
    }
    if (replies.some(({ sent, acknowledged }) => sent < made && acknowledged > asked)) busy += 1
  }
  // Otherwise nothing was tried.
  expect(busy).toBeGreaterThan(0)
  expect(replies).toHaveLength(writers.length * repliesEach)
})

/** What anyone wrote, as the documents have it. Each is read as Balcony reads it. */
const textsIn = (data: string): string[] => {
  const folder = join(data, 'T07NORTHFLD', 'leaders')
  const leaders = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => Leader.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  return leaders.flatMap(({ reflections }) =>
    reflections.flatMap(({ parts }) => parts.map(({ text }) => text)),
  )
}
