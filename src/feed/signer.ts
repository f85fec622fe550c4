/** Signs result files as the authority does (RSA, SHA-256), with a key of our own. */
import { generateKeyPairSync, sign } from 'node:crypto';

export interface Signer {
  /** The public key, PEM. */
  readonly publicKey: string;
  /** 256 bytes. */
  sign(bytes: Uint8Array): Buffer;
}

/** With a new key pair; signatures of the same bytes by the same signer are equal. */
export function createSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign('sha256', bytes, privateKey),
  };
}
