import { badInput } from '../http/index.js';
import { checkHost, RefusedAddress } from './refused-address.js';

/**
 * Says at once what would fail at each sending. The address itself is not repeated: it may hold a password.
 * @throws AppError VALIDATION
 */
export function checkedAddress(field: string, address: string): void {
  const { hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') {
    throw badInput(field, undefined, 'Leave user and password out of the address: it is shown to everybody.');
  }
  checkedHost(field, hostname);
}

/** @throws AppError VALIDATION for a host that nothing is sent to */
export function checkedHost(field: string, host: string): void {
  try {
    checkHost(host);
  } catch (error) {
    if (!(error instanceof RefusedAddress)) throw error;
    throw badInput(field, host, error.message);
  }
}
