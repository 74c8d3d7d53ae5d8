"""One small change of a module, such that a test ought to fail. Texts, annotations and decorators are left alone."""

import ast
from dataclasses import dataclass
from typing import Any

OMGEKEERD: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
ANDERE_NAAM = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Ingreep:
    """``broncode`` is the whole module with the change at ``regel``; ``wat`` says which."""

    regel: int
    wat: str
    broncode: str


def aantal_ingrepen(broncode: str) -> int:
    telt = _Wijziger(None)
    telt.visit(ast.parse(broncode))
    return telt.teller


def grijp_in(broncode: str, nummer: int) -> Ingreep:
    """The change with this number, from 0; the numbers are the same as long as the code is."""
    wijziger = _Wijziger(nummer)
    boom = ast.fix_missing_locations(wijziger.visit(ast.parse(broncode)))
    return Ingreep(wijziger.regel, wijziger.wat, ast.unparse(boom))


class _Wijziger(ast.NodeTransformer):
    def __init__(self, nummer: int | None) -> None:
        self.nummer, self.teller, self.regel, self.wat = nummer, 0, 0, ""

    def _kies(self, oud: Any, nieuw: Any, wat: str) -> Any:
        """``nieuw`` if this is the change that was asked for, and else ``oud``."""
        self.teller += 1
        if self.teller - 1 != self.nummer:
            return oud
        self.regel, self.wat = oud.lineno, wat
        return ast.copy_location(nieuw, oud)

    def _draai(self, node: Any, naam: str) -> Any:
        """Turn the operator of ``node`` round, where there is a round."""
        teken = getattr(node, naam)
        teken = teken[0] if isinstance(teken, list) else teken
        if type(teken) not in OMGEKEERD:
            return node
        ander = OMGEKEERD[type(teken)]()
        velden = {veld: getattr(node, veld) for veld in node._fields}
        velden[naam] = [ander, *velden[naam][1:]] if isinstance(velden[naam], list) else ander
        return self._kies(node, type(node)(**velden), f"{type(teken).__name__} wordt {type(ander).__name__}")

    def visit_Compare(self, node: ast.Compare) -> Any:
        self.generic_visit(node)
        return self._draai(node, "ops")

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        self.generic_visit(node)
        return self._draai(node, "op")

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        self.generic_visit(node)
        return self._draai(node, "op")

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        self.generic_visit(node)
        return self._kies(node, node.operand, "not valt weg") if isinstance(node.op, ast.Not) else node

    def visit_Constant(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool):
            return self._kies(node, ast.Constant(not node.value), f"{node.value} wordt {not node.value}")
        if isinstance(node.value, int):
            return self._kies(node, ast.Constant(node.value + 1), f"{node.value} wordt {node.value + 1}")
        return node

    def visit_If(self, node: ast.If) -> Any:
        self.generic_visit(node)
        nooit = ast.If(test=ast.Constant(False), body=node.body, orelse=node.orelse)
        return self._kies(node, nooit, "if is nooit waar")

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        self.generic_visit(node)
        return self._kies(node, ast.IfExp(node.test, node.orelse, node.body), "if en else zijn verwisseld")

    def visit_comprehension(self, node: ast.comprehension) -> Any:
        self.generic_visit(node)
        if not node.ifs:
            return node
        zonder = ast.comprehension(node.target, node.iter, [], node.is_async)
        node.lineno = node.target.lineno  # type: ignore[attr-defined]
        return self._kies(node, zonder, "de voorwaarde van een lijst valt weg")

    def visit_Return(self, node: ast.Return) -> Any:
        self.generic_visit(node)
        if node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None):
            return node
        return self._kies(node, ast.Return(ast.Constant(None)), "return geeft niets")

    def visit_Call(self, node: ast.Call) -> Any:
        self.generic_visit(node)
        if not (isinstance(node.func, ast.Name) and node.func.id in ANDERE_NAAM):
            return node
        ander = ANDERE_NAAM[node.func.id]
        nieuw = ast.Call(ast.Name(ander, ast.Load()), node.args, node.keywords)
        return self._kies(node, nieuw, f"{node.func.id} wordt {ander}")

    def visit_Expr(self, node: ast.Expr) -> Any:
        self.generic_visit(node)
        if not isinstance(node.value, ast.Call):
            return node
        return self._kies(node, ast.Pass(), "een aanroep valt weg")

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        if node.value:
            node.value = self.visit(node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        node.args.defaults = [self.visit(waarde) for waarde in node.args.defaults]
        node.args.kw_defaults = [waarde and self.visit(waarde) for waarde in node.args.kw_defaults]
        node.body = [self.visit(regel) for regel in node.body]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> Any:
        node.body = [self.visit(regel) for regel in node.body]
        return node
