import type { VariableDeclaration } from '@swc/core';
import { Visitor } from '@swc/core/Visitor.js';

interface UsingDeclaration {
  type: 'UsingDeclaration';
  decls: VariableDeclaration['declarations'];
}

const visitStatement = Visitor.prototype.visitStatement;

/**
 * Teaches SWC's visitor, which dependency-cruiser finds imports with, the statement `using`: the visitor is older
 * than it and throws, as it does at whatever else it does not know, so that no file goes unseen.
 */
export function visitUsingDeclarations(): void {
  Visitor.prototype.visitStatement = function (this: Visitor, statement) {
    const { type, decls } = statement as unknown as UsingDeclaration;
    if (type !== 'UsingDeclaration') return visitStatement.call(this, statement);
    this.visitVariableDeclaration({ declarations: decls } as VariableDeclaration);
    return statement;
  };
}
