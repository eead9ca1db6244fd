// /healthz, /readyz and /metrics, for whatever watches over the process. It says how Balcony is, and nothing of anyone.
import { createServer, type Server } from 'node:http'

/** Where something is not well: what, in words for an operator. */
export type Readiness = { isReady: boolean; says: string[] }

export type Health = { close(): Promise<void> }

/** Nothing listens to that port but another program. */
export class HealthPortTaken extends Error {
  override readonly name = 'HealthPortTaken'
}

/** Serves until `close`. Rejects, in words, where the port cannot be had. */
export const serveHealth = async (
  { port, host }: { port: number; host: string },
  {
    readiness,
    metrics,
    contentType,
  }: {
    readiness: () => Promise<Readiness>
    metrics: () => Promise<string>
    contentType: string
  },
): Promise<Health> => {
  const answer = async (path: string): Promise<[status: number, type: string, text: string]> => {
    switch (path) {
      case '/healthz':
        return [200, plain, 'alive\n']
      case '/readyz': {
        const { isReady, says } = await readiness()
        return [isReady ? 200 : 503, plain, `${says.join('\n')}\n`]
      }
      case '/metrics':
        return [200, contentType, await metrics()]
      default:
        return [404, plain, 'There are /healthz, /readyz and /metrics.\n']
    }
  }
  const server = createServer((request, response) => {
    const isLook = request.method === 'GET' || request.method === 'HEAD'
    const path = request.url?.split('?')[0] ?? ''
    void (isLook ? answer(path) : Promise.resolve<[number, string, string]>([405, plain, 'Only GET.\n']))
      .catch((): [number, string, string] => [500, plain, 'This could not be told.\n'])
      .then(([status, type, text]) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
        response.end(request.method === 'HEAD' ? undefined : text)
      })
  })
  await listening(server, port, host)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const plain = 'text/plain; charset=utf-8'

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const cannot = (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is already in use: stop the program that holds it, or choose another port with HEALTH_PORT.`
          : error.code === 'EADDRNOTAVAIL'
            ? `This machine has no address ${host}: give HEALTH_HOST one that it has, or leave it out.`
            : error.code === 'EACCES'
              ? `Port ${port} is kept for root: choose one of 1024 or more with HEALTH_PORT.`
              : `Health cannot be served at ${host}, port ${port} (${error.code}): choose others with HEALTH_HOST and HEALTH_PORT.`
      reject(new HealthPortTaken(why))
    }
    server.once('error', cannot)
    server.listen(port, host, () => {
      server.off('error', cannot)
      // Such as too many open files: whoever looked sees no answer, which says enough.
      server.on('error', () => {})
      resolve()
    })
  })
