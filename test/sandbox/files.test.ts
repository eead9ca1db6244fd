// Files: the app uploads one, whoever sees its message reads it, and it is gone once the app deletes it.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { clientOf, doreen, farah, partnership, practice, refusal } from './practice.ts'

const words = '{"replies":["Thé & scones"]}\n'
const size = Buffer.byteLength(words)

/** The three steps by hand; `send` changes what is put into the second one. */
async function upload(sandbox: Sandbox, more: { channel_id?: string }, send = words) {
  const { files } = clientOf(sandbox)
  const { upload_url: url = '', file_id: id = '' } = await files.getUploadURLExternal({
    filename: 'mine.json',
    length: size,
  })
  const { status } = await fetch(url, { method: 'POST', body: send })
  const complete = () =>
    files.completeUploadExternal({
      files: [{ id, title: 'My words' }],
      ...(more as { channel_id: string }),
    })
  return { id, url, status, complete }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'practice-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('a file goes up in three steps and comes with a message that its reader can open', async () => {
  const sandbox = await practice()
  const seat = sandbox.person(farah)
  const { id, url, status, complete } = await upload(sandbox, { channel_id: seat.dm })
  expect(status).toBe(200)
  expect(seat.seat().messages[seat.dm]).toEqual([])

  expect(await complete()).toMatchObject({ ok: true, files: [{ id, title: 'My words' }] })
  expect(seat.seat().messages[seat.dm]).toMatchObject([
    { text: '', files: [{ id, name: 'mine.json', title: 'My words', size }] },
  ])
  expect(await seat.file(id)).toEqual({ name: 'mine.json', bytes: Buffer.from(words) })
  await expect(sandbox.person(doreen).file(id)).rejects.toThrow('no longer there')
  // Neither the address nor the file serves a second time.
  expect((await fetch(url, { method: 'POST', body: words })).status).toBe(404)
  expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' })
})

test('the client’s own upload works, with a comment, in a thread, several files to a message', async () => {
  const sandbox = await practice()
  const { chat, files, conversations } = clientOf(sandbox)
  const seat = sandbox.person(farah)
  const { ts = '' } = await chat.postMessage({ channel: farah, text: 'Export' })

  await files.uploadV2({
    channel_id: seat.dm,
    thread_ts: ts,
    initial_comment: 'Yours & yours alone',
    file_uploads: [
      { file: Buffer.from(words), filename: 'mine.json' },
      { content: 'Plain', filename: 'mine.txt', title: 'In plain text' },
    ],
  })
  const posted = seat.seat().messages[seat.dm]?.at(-1)
  expect(posted).toMatchObject({
    text: 'Yours &amp; yours alone',
    threadTs: ts,
    files: [
      { name: 'mine.json', title: 'mine.json', size },
      { name: 'mine.txt', title: 'In plain text', size: 5 },
    ],
  })
  const read = await Promise.all((posted?.files ?? []).map(async ({ id }) => (await seat.file(id)).bytes))
  expect(read.map(String)).toEqual([words, 'Plain'])
  const { messages } = await conversations.replies({ channel: seat.dm, ts })
  expect(messages?.[1]).toMatchObject({ files: [{ name: 'mine.json', mode: 'hosted' }, {}] })
})

test('a file is refused where Slack would refuse it', async () => {
  const sandbox = await practice()
  const { files } = clientOf(sandbox)
  const ask = (length: number) => refusal(files.getUploadURLExternal({ filename: 'a.txt', length }))
  expect(await ask(0)).toMatchObject({ error: 'missing_argument' })
  expect(await ask(1e9)).toMatchObject({ error: 'file_upload_size_restricted' })

  const to = async (more: { channel_id?: string }, send?: string) => {
    const { status, complete } = await upload(sandbox, more, send)
    return [status, (await refusal(complete())).error]
  }
  expect(await to({ channel_id: 'C0NOWHEREX' })).toEqual([200, 'channel_not_found'])
  expect(await to({ channel_id: 'C07NGENERAL' })).toEqual([200, 'not_in_channel'])
  expect(await to({ channel_id: sandbox.person(farah).dm }, 'Too short')).toEqual([400, 'file_not_found'])
  const { complete } = await upload(sandbox, { channel_id: farah })
  expect((await refusal(complete())).response_metadata).toMatchObject({
    messages: [expect.stringContaining('must match regex pattern')],
  })
  const scopes = ['chat:write']
  const unscoped = clientOf(await practice({ scopes })).files.delete({ file: 'F0' })
  expect(await refusal(unscoped)).toMatchObject({ error: 'missing_scope', needed: 'files:write' })
})

test('a deleted file is gone from the disk and from its message, which goes too if it was nothing else', async () => {
  const path = await folder()
  const sandbox = await practice({ folder: path })
  const { files, chat } = clientOf(sandbox)
  const seat = sandbox.person(farah)
  const alone = await upload(sandbox, { channel_id: seat.dm })
  await alone.complete()
  await files.uploadV2({
    channel_id: partnership,
    initial_comment: 'For all',
    content: words,
    filename: 'ours.json',
  })
  const shared = seat.seat().messages[partnership]?.[0]?.files?.[0]?.id ?? ''
  expect((await readdir(join(path, 'files'))).sort()).toEqual([alone.id, shared].sort())
  expect((await stat(join(path, 'files', shared))).mode & 0o777).toBe(0o600)

  await files.delete({ file: alone.id })
  await files.delete({ file: shared })
  expect(seat.seat().messages[seat.dm]).toEqual([])
  const [left] = seat.seat().messages[partnership] ?? []
  expect(left).toMatchObject({ text: 'For all' })
  expect(left).not.toHaveProperty('files')
  expect(await readdir(join(path, 'files'))).toEqual([])
  await expect(seat.file(shared)).rejects.toThrow('no longer there')
  expect(await refusal(files.delete({ file: shared }))).toMatchObject({ error: 'file_deleted' })
  expect(await refusal(files.delete({ file: 'F0NEVER' }))).toMatchObject({ error: 'file_not_found' })
  // A message that is taken back takes its file out of sight, though Slack keeps the file.
  const again = await upload(sandbox, { channel_id: seat.dm })
  await again.complete()
  await chat.delete({ channel: seat.dm, ts: seat.seat().messages[seat.dm]?.[0]?.ts ?? '' })
  await expect(seat.file(again.id)).rejects.toThrow('no longer there')
})

test('a restart keeps files, and the page gets them to save, never to show', async () => {
  const path = await folder()
  const first = await startSandbox({ now: () => Date.UTC(2026, 0, 5, 9), folder: path })
  await clientOf(first).files.uploadV2({
    channel_id: first.person(farah).dm,
    content: '<script>alert(1)</script>',
    filename: `what's “mine”.html`,
  })
  await first.close()

  const sandbox = await practice({ folder: path })
  const seat = sandbox.person(farah)
  const id = seat.seat().messages[seat.dm]?.[0]?.files?.[0]?.id ?? ''
  const ask = (user: string) => fetch(`${sandbox.url}sandbox/api/as/${user}/file/${id}`)
  const answer = await ask(farah)
  expect(await answer.text()).toBe('<script>alert(1)</script>')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''what%27s%20%E2%80%9Cmine%E2%80%9D.html",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect((await ask(doreen)).status).toBe(404)
})
