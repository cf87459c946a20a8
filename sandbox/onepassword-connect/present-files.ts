import { createDecipheriv } from 'node:crypto';
import { isObject, type JsonObject } from '../json';
import type { Account } from '../model';
import { Refusal } from '../refusal';
import { objectsIn, textIn } from './content';
import { type ConnectSection, sectionReference } from './present-fields';

/** A file of an item. */
export type ConnectFile = {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  content_path: string;
  section?: ConnectSection;
};

/** The files of an item's details: a Document's own, then those of the sections. */
export function presentFiles(details: JsonObject, place: { vault: string; item: string }): ConnectFile[] {
  return storedFiles(details).map(({ attributes, section }) => {
    const id = textIn(attributes.documentId);
    return {
      id,
      name: textIn(attributes.fileName),
      size: Number(attributes.unencryptedSize),
      content_path: `/v1/vaults/${place.vault}/items/${place.item}/files/${id}/content`,
      ...(section === undefined ? {} : { section }),
    };
  });
}

/** The decrypted bytes of a file that an item's details name; refuses with 404 when they do not or it is gone. */
export function contentOfFile(account: Account, details: JsonObject, id: string): Buffer {
  const named = storedFiles(details).find(({ attributes }) => attributes.documentId === id);
  const blob = account.files.get(id)?.blob;
  if (named === undefined || blob === undefined) throw new Refusal(404, `file ${id} not found`);
  const { encryptionKey, nonce } = named.attributes;
  const key = Buffer.from(textIn(isObject(encryptionKey) ? encryptionKey.k : ''), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(textIn(nonce), 'base64url'));
  decipher.setAuthTag(blob.subarray(-16));
  return Buffer.concat([decipher.update(blob.subarray(0, -16)), decipher.final()]);
}

function storedFiles(details: JsonObject): { attributes: JsonObject; section: ConnectSection | undefined }[] {
  const inSections = objectsIn(details.sections).flatMap((section) =>
    objectsIn(section.fields).flatMap((field) =>
      field.k === 'file' && isObject(field.v)
        ? [{ attributes: field.v, section: sectionReference(section) }]
        : [],
    ),
  );
  const own = isObject(details.documentAttributes) ? [details.documentAttributes] : [];
  return [...own.map((attributes) => ({ attributes, section: undefined })), ...inSections];
}
