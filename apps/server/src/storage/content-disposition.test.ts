import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachmentNamed } from './content-disposition.ts';

test('names in ASCII and in UTF-8 (RFC 6266)', () => {
  assert.equal(attachmentNamed('a b.jpg'), `attachment; filename="a b.jpg"; filename*=UTF-8''a%20b.jpg`);
  assert.equal(
    attachmentNamed('é"\\%.jpg'),
    `attachment; filename="____.jpg"; filename*=UTF-8''%C3%A9%22_%25.jpg`,
  );
  assert.equal(
    attachmentNamed("it's (1)*.jpg"),
    `attachment; filename="it's (1)*.jpg"; filename*=UTF-8''it%27s%20%281%29%2A.jpg`,
  );
  assert.equal(attachmentNamed('../x\r\ny'), `attachment; filename=".._x__y"; filename*=UTF-8''.._x__y`);
});

test('any name makes one valid header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = attachmentNamed(name);
      assert.match(
        header,
        /^attachment; filename="[ !#-$&-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+^_`|~.%-]*$/,
      );
      new Headers({ 'content-disposition': header });
    }),
  );
});
