import type { ResolveReferenceError } from '@1password/sdk';
import { messageFor } from '@/lib/kernel/message';
import { formatReference, type Reference } from '@/lib/providers/op/reference';
import { asProviderFailure, certain, type ProviderFailure, passing } from '@/lib/providers/provider-failure';
import { classify } from './classify';
import { askSdk, type Job } from './sdk-call';

/** A reference by ids, and whether it may name a file, whose content takes a request of its own. */
export interface Asked {
  reference: Reference;
  mayBeFile: boolean;
}

// What several references together leave open is asked alone; so many of them in one call.
const maxAlone = 8;

/**
 * Lets the SDK itself resolve references by ids: one listing of the vaults and one batch per 50. Answers a secret or a
 * failure for each, in the order asked. The item's id in the answer must be the one asked for: the SDK pairs answers with
 * references by position.
 */
export async function resolveBySdk(job: Job, asked: readonly Asked[]): Promise<(string | ProviderFailure)[]> {
  const together = await resolveTogether(job, asked);
  const secrets: (string | ProviderFailure)[] = [];
  let askedAlone = 0;
  for (const [index, secret] of together.entries()) {
    const own = asked.slice(index, index + 1);
    if (secret !== undefined) secrets.push(secret);
    else if (askedAlone >= maxAlone) secrets.push(passing('provider_unavailable'));
    else {
      askedAlone += 1;
      const [alone] = await resolveTogether(job, own);
      secrets.push(alone ?? passing('provider_unavailable'));
    }
  }
  return secrets;
}

/** Undefined: something was refused, and it cannot be told that it was this one. Never so when it is asked alone. */
async function resolveTogether(
  job: Job,
  asked: readonly Asked[],
): Promise<(string | ProviderFailure | undefined)[]> {
  if (asked.length === 0) return [];
  const isAlone = asked.length === 1;
  const mark = job.account.wire.mark();
  try {
    const texts = asked.map(({ reference }) => formatReference(reference));
    const answer = await askSdk(job, {}, (client) => client.secrets.resolveAll([...new Set(texts)]));
    const downloads = job.account.wire.since(mark).filter(({ route }) => route === 'file');
    return asked.map(({ reference, mayBeFile }, index) => {
      const { content, error } = answer.individualResponses[texts[index] ?? ''] ?? {};
      if (content && isFrom(content, reference)) return content.secret;
      // "other" is said of whatever happens to a download, and of a field of a kind that the SDK does not know.
      if (error?.type === 'other' && mayBeFile && downloads.length > 0) {
        return isAlone ? classify('', downloads) : undefined;
      }
      return error ? failureOf(error) : passing('provider_unavailable');
    });
  } catch (error) {
    // One archived item or one forbidden vault makes the SDK refuse all.
    const failure = asProviderFailure(error);
    const isOfOne = failure.failure.isCertain && failure.failure.code !== 'provider_denied';
    return asked.map(() => (isOfOne && !isAlone ? undefined : failure));
  }
}

function isFrom(content: { vaultId: string; itemId: string }, reference: Reference): boolean {
  return content.vaultId === reference.vault && content.itemId === reference.item;
}

function failureOf(error: ResolveReferenceError): ProviderFailure {
  switch (error.type) {
    case 'fieldNotFound':
      return certain('secret_not_found', messageFor('noSuchField'));
    case 'noMatchingSections':
      return certain('secret_not_found', messageFor('noSuchSection'));
    case 'tooManyMatchingFields':
      return certain('secret_ambiguous', messageFor('fieldsMatch'));
    case 'incompatibleTOTPQueryParameterField':
      return certain('reference_invalid', messageFor('otpOnly'));
    case 'unableToGenerateTotpCode':
      return certain('reference_invalid', messageFor('otpSeedWrong'));
    case 'incompatibleSshKeyQueryParameterField':
      return certain('reference_invalid', messageFor('sshOnly'));
    case 'sSHKeyMetadataNotFound':
    case 'unableToParsePrivateKey':
    case 'unableToFormatPrivateKeyToOpenSsh':
      return certain('reference_invalid', messageFor('sshKeyWrong'));
    case 'unsupportedFileFormat':
      return certain('reference_invalid', messageFor('fileNotText'));
    case 'parsing':
      return certain('reference_invalid');
    // Its item was read a moment ago: it changed meanwhile, or something was hidden by the SDK.
    case 'vaultNotFound':
    case 'itemNotFound':
    case 'tooManyVaults':
    case 'tooManyItems':
      return passing('provider_unavailable');
    case 'other':
      return certain('reference_invalid', messageFor('fieldUnreadable'));
    default:
      return unknownError(error);
  }
}

// A newer SDK may know more types than this one.
function unknownError(_error: never): ProviderFailure {
  return passing('provider_unavailable');
}
