// Where the app sends a file's bytes: the address that files.getUploadURLExternal gave it, good for one file.
// https://docs.slack.dev/reference/methods/files.getUploadURLExternal
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FileBytes } from './file-bytes.ts'
import { bytesOf, sendText } from './http.ts'
import type { Workspace } from './workspace.ts'

/** Far more than a practice needs. */
export const largestFile = 20_000_000
/** What a form puts around a file. */
const wrapping = 100_000

/** Takes raw bytes or a multipart form; 200 where they are as many as were announced, as Slack answers. */
export async function takeUpload(
  { held, changed }: Workspace,
  bytes: FileBytes,
  request: IncomingMessage,
  response: ServerResponse,
  key: string,
): Promise<void> {
  const [id, file] = Object.entries(held.files).find(([, it]) => it?.upload === key) ?? []
  if (!id || !file) return sendText(response, 404, 'There is nothing to upload here.')
  if (request.method !== 'POST') return sendText(response, 405, 'Send it with POST.')
  const body = await bytesOf(request, largestFile + wrapping)
  const content = body && (await contentOf(body, request.headers['content-type'] ?? ''))
  if (content?.length !== file.size) return sendText(response, 400, `These are not ${file.size} bytes.`)
  bytes.write(id, content)
  const { upload: _upload, ...uploaded } = file
  held.files[id] = uploaded
  changed([])
  sendText(response, 200, `OK - ${content.length}`)
}

async function contentOf(body: Buffer, type: string): Promise<Buffer | undefined> {
  if (!type.startsWith('multipart/form-data')) return body
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const file = [...form.values()].find((it) => typeof it !== 'string')
    return file && Buffer.from(await file.arrayBuffer())
  } catch {
    return undefined
  }
}
