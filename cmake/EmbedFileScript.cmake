file(READ "${FILE}" text)
file(WRITE "${OUT}" "#include <string_view>\nnamespace wavespeed_mock {\nextern const std::string_view ${NAME};\nconst std::string_view ${NAME} = R\"__embed__(${text})__embed__\";\n}\n")
