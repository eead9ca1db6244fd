// Reading and answering HTTP on the loopback interface, and keeping everyone else out.
import type { IncomingMessage, ServerResponse } from 'node:http'

/** More than any call to Slack may carry. */
const largestBody = 4_000_000

/** Reads a whole request body; undefined where it is too large. */
export async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return (await bytesOf(request, largestBody))?.toString('utf8')
}

/** Reads a whole request body as it is; undefined where it has more bytes than `most`. */
export async function bytesOf(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > most) return undefined
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(JSON.stringify(body))
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(text)
}

/** Sends a file to be saved: whatever is in it, no browser shows or runs it here. */
export function sendFile(response: ServerResponse, file: { name: string; bytes: Buffer }): void {
  const name = encodeURIComponent(file.name.toWellFormed()).replaceAll(
    /['()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': file.bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(file.bytes)
}

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

/**
 * Why a request is turned away, or undefined. A page elsewhere on the web must not reach this server through
 * someone's browser: neither by a name that it points at 127.0.0.1 (Host), nor from its own address (Origin).
 */
export function intrusion(request: IncomingMessage): string | undefined {
  const host = request.headers.host ?? ''
  if (!loopback.test(host)) return 'The practice workspace answers only to this machine.'
  const { origin } = request.headers
  if (origin !== undefined && !isOwnOrigin(origin, host)) {
    return 'The practice workspace answers only to its own page.'
  }
  const site = request.headers['sec-fetch-site']
  const isNavigation = request.headers['sec-fetch-mode'] === 'navigate'
  if ((site === 'cross-site' || site === 'same-site') && !isNavigation) {
    return 'The practice workspace answers only to its own page.'
  }
  return undefined
}

function isOwnOrigin(origin: string, host: string): boolean {
  const port = (it: string) => it.match(/:(\d+)$/)?.[1] ?? '80'
  const bare = origin.replace(/^http:\/\//i, '')
  return origin.toLowerCase().startsWith('http://') && loopback.test(bare) && port(bare) === port(host)
}
