import { createPublicKey, createVerify, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ArchiveMember } from '../lib/election/parse/archive.ts';
import { fail, ok, type FeedError, type Result } from '../lib/election/parse/error.ts';
import { feedError } from '../lib/election/parse/faults.ts';
import { signatureOf } from '../lib/election/parse/json/name.ts';

/** Reads a PEM certificate or public key; a fault in one line where it is none, or not of RSA. */
export function publicKeyOf(pem: string): Result<KeyObject, string> {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' ? ok(key) : fail(`a key of ${key.asymmetricKeyType}, not of RSA`);
  } catch {
    return fail('neither a PEM certificate nor a public key');
  }
}

/** A key, and until when its certificate says that it holds (ISO 8601; `null`: a key alone, which does not say). */
export interface DatedKey {
  readonly key: KeyObject;
  readonly until: string | null;
}

/** The key in a file; a fault in one line. */
export async function readPublicKey(path: string): Promise<Result<DatedKey, string>> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof pem !== 'string') return fail(`cannot be read (${pem.code ?? pem.message})`);
  const key = publicKeyOf(pem);
  if (!key.ok) return key;
  const until = pem.includes(CERTIFICATE) ? new Date(new X509Certificate(pem).validTo).toISOString() : null;
  return ok({ key: key.value, until });
}

const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

/** A signature is 256 bytes; a key of 16,384 bits would make 2,048. */
const LONGEST = 2048;

/** A check of one member's bytes against its signature, fed while they come (RSA, SHA-256, PKCS #1). */
export interface SignatureCheck {
  add(chunk: Uint8Array): void;
  /** `null`: the signature is the key's. */
  end(): FeedError | null;
}

/** Begins the check of a member; fails where it has no signature that could be one. */
export function beginCheck(
  member: Pick<ArchiveMember, 'name'>,
  members: readonly ArchiveMember[],
  key: KeyObject,
): Result<SignatureCheck> {
  const name = signatureOf(
    member.name,
    members.map((each) => each.name),
  );
  const signed = members.find((each) => each.name === name);
  if (!signed) return fail(fault(member.name, 'no signature'));
  if (signed.size > LONGEST) return fail(fault(member.name, `${signed.size} bytes`));
  const signature = signed.read();
  if (!signature.ok) return fail(fault(member.name, `an unreadable one (${signature.error.kind})`));
  const verify = createVerify('RSA-SHA256');
  return ok({
    add: (chunk) => void verify.update(chunk),
    end: () => (verify.verify(key, signature.value) ? null : fault(member.name, 'another signature')),
  });
}

/** A result file by itself has no signature beside it. */
export const unsigned = (file: string): FeedError => fault(file, 'no signature');

const fault = (file: string, found: string): FeedError =>
  feedError({ kind: 'signature', file, place: 'signature', found, expected: 'the configured certificate’s' });
