import { Socket } from 'node:net'
import nock from 'nock'

type Connect = (this: Socket, ...args: unknown[]) => Socket
/** Node's own, which nock has put back by the time that it is asked for. */
let connect: Connect

/** Whether a host is this machine, with or without a port. */
export const isHere = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/.test(host)

/**
 * For the rest of the test nock stays out of its way: it reads along on every socket, which takes a third of the time
 * of a test that talks over real ones. That nothing leaves this machine is then seen to here, for every kind of socket.
 */
export const overRealSockets = (): void => {
  if (!nock.isActive()) return
  nock.restore()
  connect = Socket.prototype.connect as Connect
  Socket.prototype.connect = onlyHere
}

/** What holds unless a test asks for real sockets. */
export const overNock = (): void => {
  if (nock.isActive()) return
  Socket.prototype.connect = connect
  nock.activate()
}

function onlyHere(this: Socket, ...args: unknown[]): Socket {
  const [where, host] = (Array.isArray(args[0]) ? args[0] : args) as [unknown, unknown]
  const named = typeof where === 'object' && where !== null && 'host' in where ? where.host : host
  if (typeof named === 'string' && !isHere(named)) throw new Error(`A test tried to reach ${named}.`)
  return connect.apply(this, args)
}
