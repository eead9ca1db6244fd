// What an operator does with the data of a Balcony that runs, and of one that does not: how it stands, a backup and its
// way back, and what people ask of them. Nothing that they read tells who takes part, or what anyone wrote.
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupCommand } from '../../src/cli/backup.ts'
import { exportCommand, forgetCommand } from '../../src/cli/person.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { statusCommand } from '../../src/cli/status.ts'
import { idOf, type Room, roomOf } from '../end-to-end/practice-room.ts'
import { operatorOf } from './operator.ts'

/** Each document of these kinds, as its file has it. */
const documentsIn = (folder: string, kinds: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    kinds.flatMap((kind) =>
      readdirSync(join(folder, 'T07NORTHFLD', kind))
        .filter((name) => name.endsWith('.json'))
        .map((name) => [`${kind}/${name}`, readFileSync(join(folder, 'T07NORTHFLD', kind, name), 'utf8')]),
    ),
  )

const aWeek = async (): Promise<Room> => {
  const room = await roomOf(['Tomasz', 'Farah'])
  await room.moveTo('2026-01-06T09:01:00Z')
  await room.person('Tomasz').say('I listened before I spoke.')
  await room.person('Farah').say('The ward found its own way.')
  return room
}

test('a backup that was made while Balcony ran is restored elsewhere, document by document; each end has its code', async () => {
  const room = await aWeek()
  const operator = operatorOf(room)
  const status = async (environment = {}) => {
    const { code, says } = await operator.run(statusCommand, ['--json'], environment)
    expect(code).toBe(0)
    expect(says).not.toMatch(/U07NF|Tomasz|listened/)
    return JSON.parse(says)
  }
  expect(await status()).toMatchObject({
    running: true,
    process: { pid: process.pid },
    documents: { leaders: 'fewer than 10', programmes: 1, partnerships: 1 },
    damaged: [],
  })
  expect(await status()).not.toHaveProperty('lastBackup')

  const made = await operator.run(backupCommand, ['--to', 'safe', '--json'])
  expect(made.code).toBe(0)
  const { file } = JSON.parse(made.says)
  expect(file).toMatch(/\/safe\/balcony-2026-01-06T09-.*\.tar\.gz$/)
  expect((await status()).lastBackup).toMatchObject({ file })

  // How many documents there are would tell how many take part, and a minute whose question it is.
  expect(JSON.parse(made.says).documents).toBe('fewer than 10')
  expect((await status()).due).toEqual({ now: 'nothing', next: expect.stringMatching(/^(within|later)/) })

  const elsewhere = { BALCONY_DATA: join(operator.folder, 'other') }
  const other = join(operator.folder, 'other', 'sandbox', 'documents')
  // With another folder than Balcony's in the settings nothing is done, or begun, and nothing said of anyone.
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
  const wrong: [Record<string, string>, string][] = [
    [elsewhere, other],
    [{ ...tokens, ...elsewhere }, join(operator.folder, 'other')],
  ]
  for (const [environment, folder] of wrong) {
    operator.remarks.length = 0
    const refused = {
      code: 1,
      says: `There are no documents in ${folder}. Are the settings here those that Balcony runs with (BALCONY_DATA, the tokens)? Nothing was done.`,
    }
    expect(await operator.run(backupCommand, [], environment)).toEqual(refused)
    expect(await operator.run(forgetCommand, ['U0NOBODY', '--yes'], environment)).toEqual(refused)
    expect(await status(environment)).toEqual({ running: false, folder })
    const practice = `No Slack tokens here: this is the practice workspace in ${folder}.`
    expect(operator.remarks).toEqual(folder === other ? [practice, practice, practice] : [])
  }

  const restore = (...more: string[]) => operator.run(restoreCommand, [file, ...more], elsewhere)
  const ledger = join(operator.documents, 'erasures')
  expect(await restore('--ledger', ledger, '--dry-run')).toMatchObject({
    code: 0,
    says: expect.stringContaining('Nothing was written.\n  fewer than 10 documents'),
  })
  expect(await operator.run(restoreCommand, ['nope.tar.gz', '--dry-run'], elsewhere)).toEqual({
    code: 1,
    says: `${join(operator.folder, 'nope.tar.gz')} is not there. Check its name.`,
  })
  expect(existsSync(join(operator.folder, 'other'))).toBe(false)
  // The ledger stayed with the first folder: without it nothing is restored.
  expect(await restore()).toMatchObject({ code: 1, says: expect.stringContaining('--ledger') })
  const { code, says } = await restore('--ledger', ledger)
  expect({ code, says }).toMatchObject({ code: 0, says: expect.stringContaining('is as it was at') })
  expect(says).not.toMatch(/U07NF|Tomasz|listened/)
  const kinds = ['leaders', 'partnerships']
  expect(documentsIn(other, kinds)).toEqual(documentsIn(operator.documents, kinds))
  expect(documentsIn(other, ['workspaces'])['workspaces/T07NORTHFLD.json']).toContain('"act": "restore"')
  expect(await status(elsewhere)).toMatchObject({ running: false, restored: {}, damaged: [] })

  expect(await restore('--ledger', ledger)).toMatchObject({
    code: 1,
    says: expect.stringContaining('is not empty'),
  })

  // A drill writes in no ledger but its own, wherever Balcony's is and whichever copy it reads.
  const live = join(operator.folder, 'live')
  const copy = join(operator.folder, 'copy')
  for (const it of [live, copy]) cpSync(ledger, it, { recursive: true })
  const inLive = () => readdirSync(live).map((name) => readFileSync(join(live, name), 'utf8'))
  appendFileSync(join(live, 'erasures.jsonl'), '{"n":99}\n')
  const before = inLive()
  const asOnServer = { ...tokens, BALCONY_LEDGER: live }
  const drill = [file, '--to', join(operator.folder, 'drill'), '--ledger', copy]
  expect(await operator.run(restoreCommand, drill, asOnServer)).toMatchObject({ code: 0 })
  expect(inLive()).toEqual(before)
  expect(readdirSync(join(operator.folder, 'drill', 'erasures'))).toEqual(['erasures.jsonl'])
  expect(await operator.run(statusCommand, [], { PORT: 'harbour' })).toMatchObject({ code: 2 })
  expect(await operator.run(restoreCommand, [file])).toMatchObject({ code: 3 })
})

test('an export tells the operator the same of everyone, and comes to the person alone', async () => {
  const room = await aWeek()
  const operator = operatorOf(room)
  const tomasz = room.person('Tomasz')
  const before = tomasz.letters().length
  const answerFor = async (user: string) => {
    const { code, says } = await operator.run(exportCommand, [user])
    return { code, says: says.replaceAll(user, 'THEM') }
  }
  const known = await answerFor(tomasz.id)
  expect(known.code).toBe(0)
  expect(await answerFor(idOf('Priya'))).toEqual(known)
  expect(await answerFor('U0NOBODY')).toEqual(known)
  expect(tomasz.letters().length).toBeGreaterThan(before)
  expect(
    room
      .person('Priya')
      .letters()
      .filter(({ text }) => text.includes('asked')),
  ).toEqual([])

  // To a file only with a reason, which they are told.
  expect(await operator.run(exportCommand, [tomasz.id, '--to-file', 'it.json'])).toMatchObject({ code: 2 })
  const reason = 'Request 41, account closed soon'
  const filed = await operator.run(exportCommand, [tomasz.id, '--to-file', 'it.json', '--reason', reason])
  expect(filed).toMatchObject({ code: 0, says: expect.stringContaining('They were told') })
  expect(tomasz.lastLetter().says).toContain(reason)
  expect(readFileSync(join(operator.folder, 'it.json'), 'utf8')).toContain('I listened before I spoke.')
  expect(
    await operator.run(exportCommand, [tomasz.id, '--to-file', 'it.json', '--reason', reason]),
  ).toMatchObject({ code: 1, says: expect.stringContaining('is there already') })
  const nowhere = join('no', 'such', 'folder.json')
  expect(
    await operator.run(exportCommand, [tomasz.id, '--to-file', nowhere, '--reason', reason]),
  ).toMatchObject({ code: 1, says: expect.stringMatching(/^There is no folder .*such\. Make it/) })
  // Of someone whom Balcony does not know there is a file as well, and they are told: nothing is learned unseen.
  const priya = room.person('Priya')
  const ofPriya = await operator.run(exportCommand, [priya.id, '--to-file', 'her.json', '--reason', reason])
  expect(ofPriya).toEqual({ code: 0, says: filed.says.replace('it.json', 'her.json') })
  expect(priya.lastLetter().says).toBe(tomasz.lastLetter().says)
  const read = (name: string) => JSON.parse(readFileSync(join(operator.folder, name), 'utf8')).history
  expect(Object.keys(read('her.json'))).toEqual(Object.keys(read('it.json')))
  expect(read('her.json').reflections).toEqual([])
  const unknown = await operator.run(exportCommand, ['U0NOBODY', '--to-file', 'x.json', '--reason', reason])
  expect(unknown).toMatchObject({ code: 1, says: expect.stringContaining('could not be told') })
  expect(readdirSync(operator.folder)).not.toContain('x.json')
  // The log has what was given, and not what was refused.
  const filedFor = room.practice.app.world.workspace.current.audit.filter(({ act }) => act === 'export')
  expect(filedFor).toHaveLength(2)
  await room.practice.whileAway(async () => {
    expect((await operator.run(exportCommand, [tomasz.id])).code).toBe(3)
  })
})

test('everything of someone is deleted while Balcony is not running, and an older backup does not bring it back', async () => {
  const room = await aWeek()
  const operator = operatorOf(room)
  const words = 'The ward found its own way.'
  const everything = (folder: string) => JSON.stringify(documentsIn(folder, ['leaders', 'workspaces']))
  const { file } = JSON.parse((await operator.run(backupCommand, ['--json'])).says)
  expect(everything(operator.documents)).toContain(words)
  await room.practice.whileAway(async () => {
    const forget = async (user: string) => {
      const { code, says } = await operator.run(forgetCommand, [user, '--yes'])
      return { code, says: says.replaceAll(user, 'THEM') }
    }
    const done = await forget(idOf('Farah'))
    expect(done.code).toBe(0)
    expect(await forget('U0NOBODY')).toEqual(done)
    expect(everything(operator.documents)).not.toContain(words)
    // By the clock of the practice workspace, months away from the machine's: else it would be let go of too early.
    expect(
      readFileSync(join(operator.documents, 'erasures', 'erasures.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .at(-1),
    ).toContain('"at":"2026-01-06T09:')
    // As another user it would leave files that Balcony cannot use.
    const stranger = (process.getuid?.() ?? 0) + 1
    for (const command of [backupCommand, restoreCommand]) {
      const refused = await operator.run(command, command === restoreCommand ? [file] : [], {}, stranger)
      expect(refused).toMatchObject({ code: 1, says: expect.stringContaining("sudo -u '#") })
    }
  })
  const { audit } = room.practice.app.world.workspace.current
  expect(audit.filter(({ act }) => act === 'forget')).toHaveLength(2)
  expect(JSON.stringify(audit)).not.toContain(idOf('Farah'))
  expect(JSON.stringify(room.person('Farah').letters())).not.toContain(words)
  expect(everything(operator.documents)).toContain('I listened before I spoke.')

  const ledger = join(operator.documents, 'erasures')
  const elsewhere = { BALCONY_DATA: join(operator.folder, 'other') }
  expect((await operator.run(restoreCommand, [file, '--ledger', ledger], elsewhere)).code).toBe(0)
  const other = everything(join(operator.folder, 'other', 'sandbox', 'documents'))
  expect(other).not.toContain(words)
  expect(other).toContain('I listened before I spoke.')

  // Put back where it was made: what someone changed in its form since stands where it stood, without what they took out.
  const tomasz = room.person('Tomasz')
  const openReply = async () => {
    await tomasz.home()
    await tomasz.pressAtHome('Your history')
    await tomasz.pressInForm('Open it', 'I ')
  }
  await openReply()
  expect(await tomasz.submit({ 'What you wrote': 'I listened to both before I decided.' })).toEqual({
    ok: true,
  })
  await room.practice.whileAway(async () => {
    const aside = join(operator.folder, 'aside')
    mkdirSync(aside)
    for (const name of readdirSync(operator.documents)) {
      if (!['erasures', 'backups'].includes(name))
        renameSync(join(operator.documents, name), join(aside, name))
    }
    expect(await operator.run(restoreCommand, [file])).toMatchObject({ code: 0 })
  })
  expect(everything(operator.documents)).toContain('I listened before I […]')
  expect(everything(operator.documents)).not.toContain('spoke')
  const says = '1 reply of yours lacks words that you changed since.'
  expect(await tomasz.home()).toContain(says)
  await openReply()
  expect(tomasz.form()?.says).toContain('What you took out then stays out')
  expect(await tomasz.submit({ 'What you wrote': 'I listened to both before I decided.' })).toEqual({
    ok: true,
  })
  expect(await tomasz.home()).not.toContain(says)
})
